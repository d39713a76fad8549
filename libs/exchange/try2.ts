import { ssda903Readings } from '#exchange/ssda903/ssda903';
import { importInto } from '#exchange/import-into';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
let t=performance.now(); let n=0;
for await (const r of ssda903Readings('/work/shared/data/ssda903')) n++;
console.log('read', n, performance.now()-t);
t=performance.now();
await importInto(new InMemoryEventStore(), ssda903Readings('/work/shared/data/ssda903'));
console.log('import', performance.now()-t);
