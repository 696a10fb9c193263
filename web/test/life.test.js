// People who answer: by clicks, by keyboard, with second thoughts.
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { test } = require('node:test');
const { NEEDLECHECK, asked, next, press, rulebook, verdict, withPage } = require('./support');

const EARS = { rules: 'ear-piercing' };
const text = (page) => page.locator('#text');
const refusal = (page) => page.locator('#refusal').innerText();

/** Answers all questions but the first about an old hole, up to the list of answers. */
async function answerAll(page) {
  await page.getByLabel('It has been pierced before', { exact: true }).check();
  await next(page);
  await page.getByLabel('At home').check();
  await next(page);
  for (const entry of ['thirty', '1,5 mm', 'never', '3 weeks ago']) {
    await text(page).fill(entry === 'thirty' ? '30' : entry);
    await next(page);
  }
}

test('a whole life, clicked through', () => withPage(async (page) => {
  assert.match(await asked(page), /Question 1 of about \d+: The ear\s+On the ear to be pierced/);
  assert.match(await page.locator('header').first().innerText(), /This is a test rulebook/);
  assert.strictEqual(await page.locator('input:checked').count(), 0);
  assert.match(await verdict(page), /Incomplete/);
  await page.getByText('Why this is asked').click();
  assert.ok(await page.getByText('It is sore An example of why').isVisible());

  // Nothing is an answer but an answer.
  await next(page);
  assert.match(await refusal(page), /Tick what applies/);
  await page.getByLabel('None of these').check();
  await page.getByLabel('It is sore', { exact: true }).check();
  assert.ok(!await page.getByLabel('None of these').isChecked());
  await page.getByLabel('Not sure: It is sore').check();
  assert.ok(!await page.getByLabel('It is sore', { exact: true }).isChecked());
  await page.getByLabel('None of these').check();
  await next(page);
  assert.match(await verdict(page), /Incomplete[^]*2 open questions[^]*at worst/);
  assert.match(await verdict(page), /2 answered/);

  await next(page);
  assert.match(await refusal(page), /Give an answer/);
  await page.getByLabel('At a market stall').check();
  await next(page);

  // What is typed is understood as it is typed, in the words of the program.
  await text(page).fill('quite old');
  assert.strictEqual(await page.locator('#understood').innerText(), '');
  await next(page);
  assert.match(await refusal(page), /quite old/);
  await text(page).fill('30 yo');
  assert.strictEqual(await page.locator('#understood').innerText(), 'Understood as: 30 years');
  await page.getByLabel('Not sure, or rather not say').check();
  assert.strictEqual(await text(page).inputValue(), '');
  await text(page).fill('30');
  assert.ok(!await page.getByLabel('Not sure, or rather not say').isChecked());
  await next(page);
  await page.getByLabel('Not sure, or rather not say').check();
  await next(page);
  await text(page).fill('last month');
  assert.match(await page.locator('#understood').innerText(), /Understood as: \d+ \w+ 2026/);
  await next(page);

  assert.strictEqual(await asked(page), 'Your answers');
  const reviewed = await page.locator('.answers').last().innerText();
  assert.match(reviewed, /How thick is the ring\?\s+not sure/);
  await press(page, 'See the result');
  const document = JSON.stringify({
    on: '2026-11-22', sore_ear: false, old_hole: false, place: 'stall', age: 30, ring_width: 'unsure',
    last_piercing: 'last month',
  });
  const args = ['--rules', rulebook('ear-piercing'), '--answers', '-', '--format', 'html', '--fail-on', 'never'];
  const handout = execFileSync(NEEDLECHECK, args, { input: document, encoding: 'utf8', stdio: 'pipe' });
  const words = (shown) => shown.replace(/\s+/g, ' ').trim();
  const expected = await page.evaluate((html) =>
    new DOMParser().parseFromString(html.replace(/<style>[^]*<\/style>/, ''), 'text/html').body.textContent, handout);
  const shown = await page.locator('.verdict').textContent() + await page.locator('#handout').textContent();
  assert.strictEqual(words(shown).replaceAll(' ', ''), words(expected).replaceAll(' ', ''));
  assert.strictEqual(await page.title(), handout.match(/<title>(.*)<\/title>/)[1]);

  // A link to a source leads there, and back leads to the same place of the result.
  await page.locator('.cited a').first().click();
  await page.goBack();
  assert.ok(await page.locator('#handout').isVisible());

  // On paper it is the handout alone.
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await press(page, 'Print');
  assert.ok(await page.evaluate(() => window.printed));
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.top', '.keys', 'aside', '#opened']) assert.ok(!await page.locator(hidden).isVisible(), hidden);
  assert.ok(await page.locator('#handout').isVisible());
}, EARS));

/** Presses Tab until the focus is on something of this name. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement.ariaLabel ?? (activeElement.labels?.[0] ?? activeElement).textContent.trim();
    });
    if (focus === name) return;
  }
  assert.fail(`Tab does not reach ${name}`);
}

test('a whole life by keyboard', () => withPage(async (page) => {
  const key = (name) => page.keyboard.press(name);
  await page.evaluate(() => document.activeElement.blur());
  await tabTo(page, 'It has been pierced before');
  await key('Space');
  await key('Enter');
  // After each answer the focus is at the next question.
  assert.strictEqual(await page.evaluate(() => document.activeElement.id), 'ask');
  await key('Tab');
  await key('ArrowDown');
  await key('ArrowDown');
  await key('Enter');
  for (const entry of ['30', '1.5', 'never', 'today']) {
    await key('Tab');
    await page.keyboard.type(entry);
    await key('Enter');
  }
  assert.strictEqual(await asked(page), 'Your answers');
  await tabTo(page, 'Change: How old are you?');
  await key('Enter');
  await tabTo(page, 'Not sure, or rather not say');
  await key('Space');
  await key('Enter');
  await tabTo(page, 'See the result');
  await key('Enter');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Ear piercing/);
  assert.match(await page.locator('#handout').innerText(), /Still open: 1/);
  await tabTo(page, 'Answer the open question');
  await key('Enter');
  assert.match(await asked(page), /Open question 1 of 1\s+How old are you\?/);
}, EARS));

test('a change of mind withdraws answers, and takes them up again', () => withPage(async (page) => {
  await answerAll(page);
  await press(page, 'Change: The ear');
  await page.getByLabel('None of these').check();
  assert.ok(!await page.getByLabel('It has been pierced before', { exact: true }).isChecked());
  await next(page);
  const lost = 'No longer asked, and the answer withdrawn: "When was the old hole last infected?".';
  assert.strictEqual(await page.getByRole('status').first().innerText(), lost);
  assert.match(await page.locator('.answers').last().innerText(), /No longer asked/);
  await press(page, 'Change: The ear');
  assert.ok(await page.getByLabel('None of these').isChecked());
  await page.getByLabel('It has been pierced before', { exact: true }).check();
  await next(page);
  assert.match(await page.getByRole('status').first().innerText(), /Asked again, and the answer restored/);
}, EARS));

test('back, and the back of the browser, lead to the question before', () => withPage(async (page) => {
  await page.getByLabel('None of these').check();
  await next(page);
  await page.getByLabel('At home').check();
  await next(page);
  await press(page, 'Back');
  assert.ok(await page.getByLabel('At home').isChecked());
  await page.goBack();
  assert.ok(await page.getByLabel('None of these').isChecked());
  await page.getByText('Your answers').click();
  await press(page, 'Change: Where will it be done?');
  assert.match(await asked(page), /To change an answer/);
}, EARS));

test('the treatment date can be changed as far as the answers allow', () => withPage(async (page) => {
  const on = page.getByLabel('Treatment date');
  assert.strictEqual(await on.inputValue(), '2026-11-22');
  await answerAll(page);
  await on.fill('2026-12-24');
  assert.strictEqual(await on.inputValue(), '2026-12-24');
  await on.fill('2026-10-01');
  assert.match(await page.locator('#off').innerText(), /old hole last infected\? 2026-11-04 is after the treatment date/);
  assert.strictEqual(await on.inputValue(), '2026-12-24');
  await press(page, 'See the result');
  assert.match(await verdict(page), /24 December 2026/);
}, EARS));

test('a date that is changed leaves what is being entered', () => withPage(async (page) => {
  await page.getByLabel('None of these').check();
  await page.getByLabel('Treatment date').fill('2026-12-24');
  assert.ok(await page.getByLabel('None of these').isChecked());
}, EARS));

test('answers are saved as the program reads them, and opened again', () => withPage(async (page) => {
  await answerAll(page);
  const download = page.waitForEvent('download');
  await press(page, 'Save the answers');
  const saved = await download;
  assert.strictEqual(saved.suggestedFilename(), 'needlecheck-2026-11-22.json');
  const document = fs.readFileSync(await saved.path(), 'utf8');
  const args = ['--rules', rulebook('ear-piercing'), '--answers', '-', '--json', '--fail-on', 'never'];
  const report = execFileSync(NEEDLECHECK, args, { input: document, encoding: 'utf8', stdio: 'pipe' });
  assert.strictEqual(`${await page.evaluate((text) => window.needlecheck.screen(text), document)}\n`, report);

  const open = async (buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await press(page, 'Open answers');
    await (await chooser).setFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(buffer) });
    await page.locator('#opened pre').waitFor();
  };
  await open('{"place": "studio", "on": "2027-01-02"}');
  assert.match(await asked(page), /On the ear to be pierced/);
  assert.strictEqual(await page.getByLabel('Treatment date').inputValue(), '2027-01-02');
  await open('{"plaice": "studio"}');
  assert.match(await page.locator('#opened').innerText(), /plaice[^]*did you mean `place`\?/);
  await open(document);
  assert.strictEqual(await asked(page), 'Your answers');
}, EARS));

test('not sure about any, then the result at once, and what is open after it', () => withPage(async (page) => {
  await page.getByLabel('Not sure, or rather not say, about any of these').check();
  await next(page);
  await press(page, 'See the result now');
  assert.match(await verdict(page), /Incomplete/);
  await press(page, 'Answer the 3 open questions');
  assert.match(await asked(page), /Open question 1 of 3/);
}, EARS));
