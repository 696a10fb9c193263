// Opens the page from disk in a browser, screens a person with it, and prints the verdict.
// usage: node page.js FOLDER-WITH-PLAYWRIGHT BROWSER PAGE ANSWERS
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const [tools, executablePath, file, answers] = process.argv.slice(2);
const { chromium } = require(path.join(path.resolve(tools), 'node_modules', 'playwright-core'));

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => window.needlecheck);
  const report = await page.evaluate((given) => window.needlecheck.screen(given), answers);
  console.log(JSON.parse(report).verdict);
  await browser.close();
})();
