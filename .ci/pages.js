// Opens every page in a browser, narrow and wide, light and dark: axe-core finds no fault of WCAG 2.2
// A or AA, nothing is loaded from elsewhere, and nothing has to be scrolled sideways.
const fs = require('node:fs');
const path = require('node:path');

const [tools, browserPath] = process.argv.slice(2);
const load = require('node:module').createRequire(path.join(tools, 'here.js'));
const { chromium } = load('playwright-core');
const axe = fs.readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function check(browser, file) {
  const faults = [];
  const page = await browser.newPage({ bypassCSP: true }); // They forbid scripts, and axe-core is one.
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) faults.push(`loads ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  for (const width of [320, 390, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    if (needed > width) faults.push(`is ${needed} pixels wide on a screen of ${width}`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe);
      const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), rules);
      for (const { id, nodes } of violations) {
        faults.push(`${id} at ${width} pixels, ${colorScheme}: ${nodes.length}, such as ${nodes[0].html}`);
      }
    }
  }
  await page.close();
  return faults.map((fault) => `${path.basename(file)}: ${fault}`);
}

(async () => {
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  const folder = path.join(tools, 'pages');
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  const faults = [];
  for (const file of files) faults.push(...(await check(browser, file)));
  await browser.close();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exit(1);
  console.log(`axe-core: no fault of WCAG 2.2 A or AA on ${files.length} pages`);
})();
