// Says how many boxes of a table are ticked, also after the list has been drawn anew.
export function begin(element) {
  const say = () => {
    const number = element.querySelectorAll('tbody input[type=checkbox]:checked').length;
    for (const place of element.querySelectorAll('[data-ticked]')) {
      place.hidden = number === 0;
      place.textContent = number === 0 ? '' : `${number} ticked`;
    }
  };
  element.addEventListener('click', () => setTimeout(say));
  element.addEventListener('change', say);
  element.addEventListener('waymark:drawn', say);
  say();
}
