import { cinCensusReadings } from '#exchange/cin-census/cin-census';
import { importInto } from '#exchange/import-into';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
const store = new InMemoryEventStore();
for (const f of process.argv.slice(2)) {
  const reasons: Record<string,string> = {};
  const run = (dryRun:boolean) => importInto(store, cinCensusReadings(f), { dryRun, onReason: (r) => { reasons[r.what+' '+r.rule] ??= `${r.file}:${r.line} ${r.record}: ${r.sentence}`; } });
  const dry = await run(true);
  const t = performance.now();
  const report = await run(false);
  console.log(f, (performance.now()-t).toFixed(0)+'ms', JSON.stringify(report, null, 1));
  console.log('dry same', JSON.stringify({...dry,dryRun:false}) === JSON.stringify(report));
  console.log(reasons);
  const again = await run(false);
  console.log('again', again.recordsImported, again.recordsAlreadyHere, JSON.stringify(again.eventsOut));
}
