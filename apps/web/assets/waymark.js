// What a page does better with JavaScript. Everything works without it.
const here = import.meta.url;
const { initAll: govuk } = await import(new URL('govuk-frontend.min.js', here));
govuk();
const { initAll: moj } = await import(new URL('moj-frontend.min.js', here));
moj();

/** Loads a script of ours when the page has something for it: `data-module-waymark="live"` loads `live.js`. */
for (const element of document.querySelectorAll('[data-module-waymark]'))
  void import(new URL(`${element.dataset.moduleWaymark}.js`, here)).then((script) => script.begin(element));
