// Selecting rows, copying text, and staying in place when a form leads back to the same page.

const all = document.getElementById('select-all');

function boxes() {
  return [...document.querySelectorAll('#rows input[type=checkbox]')];
}

function count() {
  const ticked = boxes().filter((box) => box.checked).length;
  const label = document.querySelector('[data-selected]');
  if (label) label.textContent = `${label.dataset.selected}${ticked ? ` ${ticked}` : ''}:`;
  if (all) {
    all.checked = ticked > 0 && ticked === boxes().length;
    all.indeterminate = ticked > 0 && !all.checked;
  }
}

if (all) {
  all.hidden = false;
  all.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked;
    count();
  });
  document.getElementById('rows').addEventListener('change', count);
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

const place = 'scroll';
document.addEventListener('submit', (event) => {
  if (event.target.method === 'post') {
    sessionStorage.setItem(place, JSON.stringify({ path: location.pathname + location.search, top: scrollY }));
  }
});
const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null');
sessionStorage.removeItem(place);
if (kept?.path === location.pathname + location.search) scrollTo(0, kept.top);
