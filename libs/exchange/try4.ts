import { readFileSync } from 'node:fs';
import { plainDate } from '#calendar/plain-date';
import { journeyOf } from '#case-flow/journey';
import { ssda903Readings } from '#exchange/ssda903/ssda903';
import { importInto } from '#exchange/import-into';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { lookedAfterChildren } from '#projections/looked-after/looked-after-children.projection';
const store = new InMemoryEventStore();
await importInto(store, ssda903Readings('/work/shared/data/ssda903'));
const js = (await store.readAllByStream(undefined, 1e6, Infinity)).map((w) => journeyOf(w.stream.slice(6), w.events));
const rows = js.flatMap((j) => lookedAfterChildren.rows(j).map((r) => ({ child: j.childId, ...r.cells })));
for (const D of ['2015-03-31','2016-03-31','2017-03-31','2018-03-31']) {
  const kids = rows.filter((r) => r.from! <= D && (r.to === null || r.to > D));
  console.log(D, kids.length, new Set(kids.map((k) => k.child)).size);
}
