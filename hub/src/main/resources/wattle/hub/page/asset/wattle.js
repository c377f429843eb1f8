// What pages do beyond links and forms. All of it is an addition: without it every page still does its task.
'use strict';

const say = (words) => {
  let live = document.getElementById('said');
  if (!live) {
    live = document.createElement('p');
    live.id = 'said';
    live.className = 'small';
    live.setAttribute('role', 'status');
    document.getElementById('main').append(live);
  }
  live.textContent = words;
};

// <button data-copy="ID">: the text of that element goes to the clipboard.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const text = document.getElementById(button.dataset.copy).textContent;
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById(button.dataset.copy));
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    button.textContent = 'Press Ctrl+C';
  }
  setTimeout(() => { button.textContent = before; }, 2000);
});

// <input type="range" data-sets="ID" data-unit="h">: says where it stands, and writes that into the field, which is what is sent.
document.addEventListener('input', (event) => {
  const { sets, unit } = event.target.dataset;
  if (!sets) return;
  document.getElementById(sets).value = event.target.value + unit;
  const words = `${event.target.value} ${unit}`;
  event.target.setAttribute('aria-valuetext', words);
  for (const label of event.target.labels) label.querySelector('output').textContent = words;
});

// <input data-instead="ID">: says the same as that field in another unit, so only one of them is filled.
document.addEventListener('input', (event) => {
  const { instead } = event.target.dataset;
  if (instead && event.target.value) document.getElementById(instead).value = '';
});

// Empty fields stay out of the address, but for those before a filled one of the same name: a number goes with the name beside it.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'get') return;
  const filled = new Set();
  for (const field of [...form.elements].reverse()) {
    if (!field.name || field.disabled) continue;
    if (field.value !== '') filled.add(field.name);
    if (filled.has(field.name)) continue;
    field.disabled = true;
    setTimeout(() => { field.disabled = false; });
  }
});

document.addEventListener('htmx:configRequest', (event) => {
  const parameters = event.detail.parameters;
  for (const name of [...Object.keys(parameters)]) {
    const said = [parameters[name]].flat();
    const last = said.findLastIndex((each) => each !== '');
    if (last < 0) delete parameters[name];
    else parameters[name] = said.slice(0, last + 1); // Said anew for all, which keeps their order.
  }
});

document.addEventListener('htmx:sendError', () => say('The server does not answer: what you see is the last answer.'));
