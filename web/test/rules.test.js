// Rule files that are opened from disk.
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { NEEDLECHECK, asked, next, openRules, press, rulebook, withPage } = require('./support');

/** What `needlecheck rules check` prints of a file. */
function checked(folder, name) {
  try {
    return execFileSync(NEEDLECHECK, ['rules', 'check', name], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return error.stdout; // Its exit status says that there are faults.
  }
}

test('the faults of a rule file are drawn as `rules check` draws them', () => withPage(async (page) => {
  const folder = rulebook('faults').replace(/\.toml$/, '');
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.toml'));
  assert.notStrictEqual(files.length, 0);
  for (const name of files) {
    const before = await asked(page);
    await openRules(page, path.join(folder, name));
    const drawn = checked(folder, name);
    assert.strictEqual(await page.locator('#opened pre').textContent(), drawn);
    // Where it has faults, the rules in use stay.
    if (!drawn.includes(': good: ')) assert.strictEqual(await asked(page), before);
  }
}, { now: new Date() }));

test('a good rule file is tried at once, with the answers that fit it', () => withPage(async (page) => {
  await openRules(page, rulebook('ear-piercing'));
  assert.match(await page.locator('#opened').innerText(), /ear-piercing\.toml: good: \d+ questions/);
  await page.getByLabel('None of these').check();
  await next(page);
  await page.getByLabel('At home').check();
  await next(page);
  const source = fs.readFileSync(rulebook('ear-piercing'), 'utf8');
  const edited = source.replaceAll('old_hole', 'former_hole').replace('How old are you?', 'Your age?');
  assert.notStrictEqual(edited, source);
  await openRules(page, { name: 'edited.toml', mimeType: 'text/plain', buffer: Buffer.from(edited) });
  assert.match(await page.locator('#opened').innerText(), /left out: old_hole/);
  assert.match(await asked(page), /On the ear/);
  await page.getByLabel('None of these').check();
  await next(page);
  assert.match(await asked(page), /Your age\?/);
  await press(page, 'Use the built-in rules');
  assert.match(await page.locator('#opened').innerText(), /built in\): good/);
}));

test('a rulebook full of markup shows it as text, and nothing of it runs', () => withPage(async (page) => {
  const harmless = async () => {
    assert.strictEqual(await page.locator('img, u, em, i, .work script').count(), 0);
    assert.deepStrictEqual(await page.locator('a').evaluateAll((links) =>
      links.map((link) => link.protocol).filter((protocol) => !['https:', 'file:'].includes(protocol))), []);
  };
  await openRules(page, rulebook('hostile'));
  assert.match(await page.locator('#heading').innerText(), /<script>alert\('title'\)<\/script>/);
  assert.match(await asked(page), /<script>group\(\)<\/script>/);
  await harmless();
  await page.getByLabel('1. <i>Is</i> | it ](so) `now`?', { exact: true }).check();
  await next(page);
  await harmless();
  await page.getByLabel('<em>Here</em>').check();
  await next(page);
  await harmless();
  await press(page, 'See the result');
  assert.match(await page.locator('#handout').innerText(), /<script>rule\(\)<\/script>/);
  await harmless();
}));

/** Every text of a rule file, quoted or in several lines, with markup in its place. */
test('markup in every text of a rule file stays text', () => withPage(async (page) => {
  const source = fs.readFileSync(rulebook('every-key'), 'utf8');
  const markup = '<img src=x onerror=alert(1)><b>';
  const keys = /^(\s*(?:title|ask|why|notice|says|reason|advice|until|dispute|how|text|act|short|by|label|unit)\s*=\s*)"[^"\n]*"/gm;
  const hostile = source.replace(keys, (_, key) => `${key}"${markup}"`);
  assert.ok(hostile.split(markup).length > 10);
  await openRules(page, { name: `${markup}.toml`, mimeType: 'text/plain', buffer: Buffer.from(hostile) });
  for (let steps = 0; steps < 20 && await page.locator('#ask').count(); steps += 1) {
    assert.strictEqual(await page.locator('img').count(), 0);
    if (await page.getByRole('button', { name: 'See the result', exact: true }).count()) break;
    await page.locator('#form input[value=s]').last().check();
    await next(page);
  }
  await press(page, 'See the result');
  assert.strictEqual(await page.locator('img').count(), 0);
  assert.ok((await page.locator('#handout').innerText()).includes(markup));
}));

test('what is not in the file cannot run, be loaded or be sent', () => withPage(async (page, faults) => {
  const done = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    const image = document.createElement('img');
    image.src = 'https://example.com/x.png';
    document.body.append(script, image);
    const sent = await fetch('https://example.com').then(() => true, () => false);
    return { ran: window.ran ?? false, sent, shown: image.naturalWidth > 0 };
  });
  assert.deepStrictEqual(done, { ran: false, sent: false, shown: false });
  const told = faults.splice(0).filter((fault) => fault.includes('Content Security Policy'));
  assert.ok(told.length >= 3, told.join());
}));
