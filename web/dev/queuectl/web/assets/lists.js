// Selecting rows and copying text.

const all = document.getElementById('select-all');
let last;

function boxes() {
  return [...document.querySelectorAll('#rows input[type=checkbox]')];
}

// Only what can be done to at least one of them is offered, with the number if it is not all of them.
function offer(ticked) {
  const verbs = ticked.map((box) => (box.closest('tr').dataset.verbs ?? '').split(' '));
  for (const button of document.querySelectorAll('.bulk .selected button')) {
    const suiting = verbs.filter((own) => own.includes(button.value || button.dataset.verb)).length;
    button.dataset.word ??= button.textContent;
    button.hidden = suiting === 0;
    button.textContent = suiting === ticked.length ? button.dataset.word : `${button.dataset.word} ${suiting}`;
  }
}

function count() {
  const ticked = boxes().filter((box) => box.checked);
  const label = document.querySelector('[data-selected]');
  if (label) label.textContent = ticked.length ? `${label.dataset.selected} ${ticked.length}:` : 'Tick rows to act on them.';
  document.querySelector('.bulk')?.classList.toggle('busy', ticked.length > 0);
  offer(ticked);
  all.checked = ticked.length > 0 && ticked.length === boxes().length;
  all.indeterminate = ticked.length > 0 && !all.checked;
}

// With Shift, all rows from the one that was clicked before.
function range(event) {
  const box = event.target;
  if (!box.matches('input[type=checkbox]')) return;
  if (event.shiftKey && last?.isConnected) {
    const rows = boxes();
    const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((a, b) => a - b);
    for (const between of rows.slice(from, to + 1)) between.checked = box.checked;
  }
  last = box;
  count();
}

if (all) {
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked;
    count();
  });
  document.getElementById('rows').addEventListener('click', range);
  document.addEventListener('queuectl:changed', count);
  count();
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = 'Copied';
  });
}
