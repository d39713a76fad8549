/** The style of a printed report: no file beside it, no script, dark ink on paper, and cards that are not torn apart. */
export const style = `
:root { --ink: #17232b; --soft: #51616b; --line: #c3ced3; --band: #1d4f5c; --pale: #eef3f4; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 2rem 4rem; max-width: 70rem; background: #fff; color: var(--ink);
  font: 16px/1.45 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif; }
header { border-bottom: 4px solid var(--band); padding-bottom: 1rem; margin-bottom: 2rem; }
h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 .35rem; letter-spacing: -.01em; }
header p { margin: 0; color: var(--soft); }
section { margin: 0 0 2.5rem; break-inside: avoid; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; font-size: 1.1rem; padding: .55rem .75rem; background: var(--band); color: #fff; }
caption small { display: block; font-weight: 400; font-size: .9rem; }
th, td { padding: .42rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { background: var(--pale); border-bottom: 2px solid var(--band); text-align: right; font-weight: 600; white-space: nowrap; }
thead td { background: var(--pale); border-bottom: 2px solid var(--band); }
tbody th { text-align: left; font-weight: 400; width: 38%; }
td { text-align: right; white-space: nowrap; }
.current { font-weight: 700; }
.first-place { border-left: 2px solid var(--line); }
tr.value th, tr.value td { font-weight: 600; background: #f7fafa; }
tr.beside td, tr.beside th { vertical-align: middle; }
tr.beside th { color: var(--soft); }
.rag { display: inline-block; min-width: 5.5rem; padding: .1rem .6rem; border-radius: 3px; text-align: center; font-weight: 700; border: 2px solid; color: var(--ink); }
.GREEN { background: #cfe8d2; border-color: #1f6b34; }
.AMBER { background: #fbe3b5; border-color: #8a5a00; border-style: dashed; }
.RED { background: #f5c9c5; border-color: #a3201a; border-style: double; border-width: 4px; }
.unrated { color: var(--soft); }
.meaning { font-size: .85rem; color: var(--soft); margin-left: .5rem; }
.notes { margin: .6rem 0 0; padding: 0; list-style: none; font-size: .9rem; color: var(--soft); }
.facts { margin: .75rem 0 0; }
.commentary { margin: .75rem 0 0; max-width: 46rem; white-space: pre-line; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: .9rem; color: var(--soft); }
footer table { width: auto; margin-bottom: 1rem; } footer caption { background: none; color: var(--ink); padding-left: 0; }
footer th, footer thead th, footer td { text-align: left; width: auto; background: none; }
footer thead td { background: none; }
@page { size: A4 landscape; margin: 14mm 12mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  caption, thead th, .rag, tr.value th, tr.value td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section { margin-bottom: 1.4rem; }
  .scroll { overflow: visible; }
}
`;
