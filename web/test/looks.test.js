// How the page looks: on a phone, enlarged, in the dark, to axe-core; and its picture.
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { load, next, openRules, press, rulebook, withPage } = require('./support');

const axe = fs.readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Looks at the present state at four widths, light and dark, and enlarged. */
async function look(page, state) {
  for (const width of [320, 390, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate((runOnly) => axe.run(document, { runOnly }), tags);
      const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
      assert.deepStrictEqual(faults, [], `${state}, ${width} pixels, ${colorScheme}`);
    }
    for (const size of ['100%', '200%']) {
      await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
      const tooWide = await page.evaluate(() => {
        const end = document.documentElement.clientWidth;
        const { scrollWidth } = document.documentElement;
        const parts = [...document.querySelectorAll('body *')];
        const out = parts.filter((part) => part.getBoundingClientRect().right > end);
        return scrollWidth > end ? [`${scrollWidth} pixels`, ...out.map((part) => part.outerHTML)] : [];
      });
      assert.deepStrictEqual(tooWide, [], `${state} is too wide for ${width} pixels, at ${size}`);
    }
    await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
  }
}

test('axe-core finds no fault, and nothing has to be scrolled sideways', () => withPage(async (page) => {
  await page.evaluate(axe);
  await page.getByText('Why this is asked').click();
  await look(page, 'a checklist');
  await next(page);
  await look(page, 'a refusal');
  await page.getByLabel('It has been pierced before', { exact: true }).check();
  await next(page);
  await page.getByLabel('At home').check();
  await look(page, 'a choice');
  await next(page);
  await page.getByText('Your answers').click();
  await page.locator('#text').fill('30');
  await look(page, 'a number');
  for (const entry of ['30', '1.5', 'never', 'never']) {
    await page.locator('#text').fill(entry);
    await next(page);
  }
  await look(page, 'the answers');
  await press(page, 'See the result');
  await look(page, 'the result');
  await openRules(page, path.join(rulebook('faults').replace(/\.toml$/, ''), 'bad-bounds.toml'));
  await look(page, 'a rule file with a fault');
}, { rules: 'ear-piercing', bypassCSP: true }));

/** The pictures of the README: a few answers, and the next question. */
for (const colorScheme of ['light', 'dark']) {
  test(`a picture, ${colorScheme}`, { skip: process.env.SNAPSHOTS !== 'overwrite' }, () => withPage(async (page) => {
    await page.getByLabel('None of these').check();
    await next(page);
    await page.getByLabel('At home').check();
    await next(page);
    await page.getByRole('radio').first().check();
    await next(page);
    await page.locator('#form input[name=yes]').nth(1).check();
    await page.getByText('Your answers').click();
    await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
    await page.screenshot({ path: path.join(__dirname, `../page-${colorScheme}.png`) });
  }, { colorScheme, viewport: { width: 1080, height: 700 } }));
}
