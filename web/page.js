// Shows what the module asks, and hands it what is entered. The questions with their order, their
// words and their logic come from the module; this script only knows how each kind looks in a browser.
'use strict';

const NOT_SURE = 'Not sure, or rather not say';

const byId = (id) => document.getElementById(id);

/** An element with these properties and children. */
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** The same element under another name. */
const renamed = (element, tag) => make(tag, {}, ...element.childNodes);

/** A function that calls an export with a request of text or bytes, and returns its reply. */
async function load() {
  const packed = Uint8Array.from(atob(byId('module').textContent.trim()), (c) => c.charCodeAt(0));
  const module = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = await new Response(module).arrayBuffer();
  const { exports } = (await WebAssembly.instantiate(bytes)).instance;
  return (name, request = '') => {
    const bytes = typeof request === 'string' ? new TextEncoder().encode(request) : request;
    const start = exports.request(bytes.length); // Can move the memory, so it comes first.
    new Uint8Array(exports.memory.buffer, start, bytes.length).set(bytes);
    const length = exports[name]();
    const reply = new Uint8Array(exports.memory.buffer, exports.reply(), Math.abs(length));
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(reply);
    if (length < 0) throw new Error(text);
    return text;
  };
}

/** Today as 2026-11-22. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0')).join('-');
}

/** A box to tick, or one of several to choose from, with its label. */
function box(type, name, value, checked, ...label) {
  const input = make('input', { type, name, value, checked, autocomplete: 'off' });
  return make('label', {}, input, make('span', {}, ...label));
}

/** For each kind of prompt: its fields, and the entry that they make. */
const KINDS = {
  checklist: {
    fields({ items, ticked, unsure, is_answered }) {
      const rows = items.map((item, at) => make('div', { className: 'item' },
        box('checkbox', 'yes', at + 1, ticked.includes(at), item),
        box('checkbox', 'unsure', at + 1, unsure.includes(at), 'Not sure',
          make('span', { className: 'aside' }, `: ${item}`))));
      const none = is_answered && ticked.length + unsure.length === 0;
      return [...rows, make('div', { className: 'all' },
        box('checkbox', 'all', '0', none, 'None of these'),
        box('checkbox', 'all', 's', false, `${NOT_SURE}, about any of these`))];
    },
    entry(data) {
      const unsure = data.getAll('unsure');
      return [...data.getAll('all'), ...data.getAll('yes'), ...(unsure.length ? ['s'] : []), ...unsure].join(' ');
    },
  },
  options: {
    fields({ options, kept }) {
      const entries = [...options.map((label, at) => [String(at + 1), label]), ['s', NOT_SURE]];
      return entries.map(([entry, label]) => box('radio', 'option', entry, entry === kept, label));
    },
    entry: (data) => data.get('option') ?? '',
  },
  text: {
    fields({ expected, is_number, kept }) {
      const input = make('input', {
        type: 'text', name: 'text', id: 'text', autocomplete: 'off', spellcheck: false,
        inputMode: is_number ? 'decimal' : 'text', value: kept === 's' ? '' : kept ?? '',
      });
      input.setAttribute('aria-labelledby', 'ask');
      input.setAttribute('aria-describedby', 'expected refusal');
      return [
        make('p', { id: 'expected', className: 'quiet' }, `Type ${expected}.`),
        input, make('output', { id: 'understood' }),
        box('checkbox', 'unsure', 's', kept === 's', NOT_SURE),
      ];
    },
    entry: (data) => data.get('unsure') ?? data.get('text').trim(),
  },
  review: { fields: () => [answers()], entry: () => '' },
};

let ask; // Calls the module.
let view; // What the module shows now.
let isSaved = true;
let step = history.state ?? 0; // In the history of the browser, so that its Back goes back here.

/** The answers, each with a button to change it; while questions are asked, without those to come. */
function answers() {
  const isAsking = view.prompt && view.prompt.kind !== 'review';
  const change = (heading, at) =>
    button('Change', () => go('change', String(at + 1)), { ariaLabel: `Change: ${heading}` });
  const entries = view.review.map(({ heading, answer, is_answered }, at) => (isAsking && !is_answered ? ''
    : make('li', {}, make('span', {}, heading), ' ', make('b', {}, answer), ' ', change(heading, at))));
  return make('div', { className: 'answers' }, make('ol', {}, ...entries), make('p', {}, view.withdrawn ?? ''));
}

const button = (label, onclick, more) => make('button', { type: 'button', onclick, ...more }, label);

/** Calls the module and goes on to what comes next, or shows why it refuses. */
function go(name, request) {
  let told;
  try {
    told = ask(name, request);
  } catch (error) {
    byId('refusal').textContent = error.message;
    return;
  }
  step += 1;
  history.pushState(step, '');
  isSaved = false;
  draw();
  byId('told').append(...JSON.parse(told || '[]').map((sentence) => make('p', {}, sentence)));
  follow();
}

/** Shows the present state. */
function draw() {
  const report = drawAround();
  const { prompt } = view;
  byId('told').replaceChildren();
  byId('form').replaceChildren(...(prompt ? question(prompt) : ending(report.open.length)));
  understood();
}

/** Shows all but what is asked. Returns the report. */
function drawAround() {
  view = JSON.parse(ask('view'));
  const report = JSON.parse(window.needlecheck.screen(view.document));
  const html = ask('handout', view.document).replace(/<style>[^]*?<\/style>/, ''); // It is here already.
  const page = new DOMParser().parseFromString(html, 'text/html');
  const { prompt } = view;
  byId('heading').textContent = view.title;
  byId('intro').textContent = view.notice;
  byId('left').textContent = view.left ?? '';
  byId('on').value = view.on;
  byId('off').textContent = '';
  byId('work').className = prompt ? 'work' : 'work over';
  document.title = prompt ? view.title : page.title;
  byId('review').hidden = prompt?.kind === 'review' || !view.review.some((entry) => entry.is_answered);
  byId('review').replaceChildren(make('summary', {}, 'Your answers'), answers());
  const verdict = page.querySelector('.verdict');
  const heading = verdict.querySelector('h1');
  heading.replaceWith(renamed(heading, prompt ? 'p' : 'h2'));
  byId('sofar').replaceChildren(verdict);
  // Read aloud if it is news.
  if (byId('summary').textContent !== report.summary) byId('summary').textContent = report.summary;
  byId('handout').replaceChildren(...(prompt ? [] : page.querySelector('main').childNodes));
  return report;
}

/** What is asked, as the parts of the form. */
function question(prompt) {
  const { progress, title, kind } = prompt;
  const where = [progress, title].filter(Boolean).join(': ');
  const heading = make('h2', { id: 'ask' },
    ...(where ? [make('span', { className: 'progress' }, where), ' '] : []), prompt.ask);
  const fields = KINDS[kind].fields(prompt);
  const reasons = prompt.reasons.map(([item, reason]) =>
    make('p', {}, ...(item ? [make('b', {}, prompt.items[item - 1]), ' '] : []), reason));
  const isReview = kind === 'review';
  return [
    isReview ? heading : make('fieldset', {}, make('legend', {}, heading), ...fields),
    ...(isReview ? fields : []),
    make('p', { className: 'refusal', id: 'refusal', role: 'alert' }),
    make('p', { className: 'keys' }, make('button', { className: 'main' }, isReview ? 'See the result' : 'Continue'),
      ...(prompt.can_go_back ? [' ', button('Back', () => history.back())] : []),
      ...(isReview ? [] : [' ', button('See the result now', () => go('finish'))])),
    ...(isReview ? [] : [make('details', {}, make('summary', {}, 'Why this is asked'), ...reasons)]),
  ];
}

/** What can be done with the result, as the parts of the form. */
function ending(open) {
  const refusal = make('p', { className: 'refusal', id: 'refusal', role: 'alert' });
  const label = open === 1 ? 'Answer the open question' : `Answer the ${open} open questions`;
  return [make('p', { className: 'keys' },
    ...(open ? [button(label, () => go('ask_open')), ' '] : []),
    button('Print', () => window.print()), ' ', button('Change an answer', () => go('change')), ' ',
    button('Save as a page', () => save(ask('handout', view.document), 'text/html', 'html'))), refusal];
}

/** Takes a keyboard and a screen reader to the heading of what is shown now. */
function follow() {
  const heading = byId('ask') ?? byId('sofar').querySelector('h2');
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  byId('work').scrollIntoView();
}

/** Says what the text that is being typed is understood as. */
function understood() {
  const output = byId('understood');
  if (!output) return;
  const typed = byId('text').value.trim();
  try {
    output.textContent = typed && ask('understand', typed);
  } catch {
    output.textContent = ''; // It may not be typed to its end yet.
  }
}

/** Offers a file to be kept. */
function save(text, type, ending) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make('a', { href, download: `needlecheck-${view.on}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  isSaved = true;
}

/** Lets a person choose a file, and hands over its name and bytes. */
function open(accept, use) {
  const input = byId('file');
  input.accept = accept;
  input.value = '';
  input.onchange = async () => {
    const [file] = input.files;
    if (file) use(file.name, new Uint8Array(await file.arrayBuffer()));
  };
  input.click();
}

/** Calls the module with a file, and says what became of it. */
function take(name, request, done) {
  const opened = byId('opened');
  opened.hidden = false;
  const show = (text) => opened.replaceChildren(make('pre', { tabIndex: 0 }, text));
  try {
    const said = ask(name, request);
    draw();
    show(said || done);
  } catch (error) {
    show(error.message);
  }
  opened.focus();
}

/** What was ticked excludes other ticks: an item is not both, and none are all. */
function exclude(ticked) {
  const isAll = (input) => input.name === 'all';
  for (const other of byId('form').querySelectorAll('input[type=checkbox]:checked')) {
    const excludes = isAll(ticked) || isAll(other) || ticked.value === other.value;
    if (other !== ticked && excludes) other.checked = false;
  }
}

function listen() {
  const form = byId('form');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go('read', KINDS[view.prompt.kind].entry(new FormData(form)));
  });
  form.addEventListener('change', ({ target }) => {
    if (target.type === 'checkbox' && target.checked) exclude(target);
    if (target.name === 'unsure' && byId('text')) byId('text').value = '';
    understood();
  });
  form.addEventListener('input', ({ target }) => {
    byId('refusal').textContent = '';
    if (target.id !== 'text') return;
    form.elements.unsure.checked = false;
    understood();
  });
  byId('on').addEventListener('change', ({ target }) => {
    if (!target.value || !target.validity.valid) return;
    try {
      ask('date', target.value);
      if (view.prompt) drawAround();
      else draw();
    } catch (error) {
      target.value = view.on;
      byId('off').textContent = error.message;
    }
  });
  byId('save').onclick = () => save(`${view.document}\n`, 'application/json', 'json');
  byId('open-answers').onclick = () => open('.json', (_, bytes) => take('answers', bytes, 'The answers are here.'));
  byId('open-rules').onclick = () => open('.toml', (name, bytes) =>
    take('rules', new Uint8Array([...new TextEncoder().encode(`${name}\n`), ...bytes])));
  byId('built-in').onclick = () => take('rules', '');
  window.addEventListener('popstate', ({ state }) => {
    if (state === null || state === step) return; // A link within the page.
    if (state < step) ask('back');
    step = state;
    draw();
    follow();
  });
  window.addEventListener('beforeunload', (event) => {
    if (!isSaved) event.preventDefault();
  });
}

(async () => {
  ask = await load();
  ask('today', today());
  /** The JSON report for a document of answers, as `needlecheck batch` writes it. */
  window.needlecheck = { screen: (text) => ask('screen', text) };
  history.replaceState(step, '');
  listen();
  draw();
})().catch((error) => {
  byId('told').textContent = `This page needs a newer browser. ${error.message}`;
});
