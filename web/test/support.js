// Opens the page in a browser, and sees to what always holds: nothing is loaded, nothing is complained of.
const assert = require('node:assert');
const path = require('node:path');
const { after, before } = require('node:test');

// Where the packages of npm are, and the browser, the program and the page: `.ci/pages` sets them.
const { TOOLS, BROWSER, NEEDLECHECK, PAGE } = process.env;
const load = require('node:module').createRequire(path.join(TOOLS, 'here.js'));
const { chromium } = load('playwright-core');

const rulebook = (name) => path.join(__dirname, '../../tests/rulebooks', `${name}.toml`);

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
});
after(() => browser.close());

/**
 * Runs a test with the page, opened on 22 November 2026 unless `now` is another time. By its end the
 * list of faults has to be empty, and nothing may have been stored.
 */
async function withPage(test, { rules, now = '2026-11-22T12:00:00', ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (url !== `file://${PAGE}` && !url.startsWith('blob:')) faults.push(`loads ${url}`);
  });
  await page.clock.setFixedTime(now);
  await page.goto(`file://${PAGE}`);
  await page.waitForFunction(() => window.needlecheck);
  if (rules) await openRules(page, rulebook(rules));
  await test(page, faults);
  assert.deepStrictEqual(faults, []);
  const stored = () => localStorage.length + sessionStorage.length + document.cookie.length;
  assert.strictEqual(await page.evaluate(stored), 0);
  assert.strictEqual(await page.locator('form:not([autocomplete=off]), input:not([type=file], [autocomplete=off])').count(), 0);
  await context.close();
}

/** Opens a rule file: a path, or a name with text. */
async function openRules(page, file) {
  if (!await page.locator('#open-rules').isVisible()) await page.getByText('Save and open').click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a rule file' }).click();
  await page.locator('#opened').evaluate((opened) => opened.replaceChildren());
  await (await chooser).setFiles(file);
  await page.locator('#opened pre').waitFor();
}

/** What is asked. */
const asked = (page) => page.locator('#ask').innerText();
/** The verdict so far, in all its words. */
const verdict = (page) => page.locator('.verdict').innerText();
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const next = (page) => press(page, 'Continue');

module.exports = { NEEDLECHECK, asked, load, next, openRules, press, rulebook, verdict, withPage };
