// The page and `needlecheck batch` give the same reports, byte for byte.
const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { NEEDLECHECK, rulebook, withPage } = require('./support');

/** Numbers from 0 to below 1, the same in every run. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Random answers to questions as `needlecheck rules export` has them. */
function answers(questions, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const until = random(); // Some answer nearly all, some nearly nothing.
  const day = (from, days) => new Date(Date.UTC(2026, 10, from - Math.floor(random() * days)));
  const ofKind = {
    'yes-no': () => random() < 0.2,
    choice: ({ options }) => pick(options).id,
    number: ({ min, max }) => Math.round((min + random() * (max - min)) * 100) / 100,
    date: () => pick(['never', day(20, 900).toISOString().slice(0, 10), `${1 + Math.floor(random() * 40)} weeks ago`]),
  };
  const document = { id: `person ${Math.floor(random() * 1e6)} "é\u{1F600}"`, on: `2026-11-${20 + Math.floor(random() * 10)}` };
  for (const [id, question] of Object.entries(questions)) {
    if (random() > until) continue;
    document[id] = random() < 0.05 ? 'unsure' : ofKind[question.kind](question);
  }
  return JSON.stringify(document);
}

async function compare(count, name) {
  const rules = name ? ['--rules', rulebook(name)] : [];
  const run = (args, input) => {
    const { stdout, stderr } = spawnSync(NEEDLECHECK, [...args, ...rules], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
    assert.strictEqual(stderr, '');
    return stdout;
  };
  const { questions } = JSON.parse(run(['rules', 'export']));
  const random = numbers(name ? 7 : 1);
  const documents = Array.from({ length: count }, () => answers(questions, random));
  const expected = run(['batch'], documents.join('\n')).trimEnd().split('\n');
  assert.strictEqual(expected.length, count);
  await withPage(async (page) => {
    const reports = await page.evaluate((all) => all.map(window.needlecheck.screen), documents);
    reports.forEach((report, at) => assert.strictEqual(report, expected[at], documents[at]));
  }, { rules: name });
}

test('3,000 people are screened as in a batch', () => compare(3000));
test('a rule file of every kind is screened as in a batch', () => compare(500, 'every-key'));
test('answers that do not fit are refused in the words of the program', () => withPage(async (page) => {
  const screen = (text) => page.evaluate((text) => {
    try { return window.needlecheck.screen(text); } catch (error) { return error.message; }
  }, text);
  assert.match(await screen('{"water": "lak"}'), /`lak` is not an answer[^]*did you mean `lake`\?/);
  assert.match(await screen('{'), /not JSON/);
}, { rules: 'every-key' }));
