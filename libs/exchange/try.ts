import { cinCensusReadings } from '#exchange/cin-census/cin-census';
import { ssda903Readings } from '#exchange/ssda903/ssda903';
import { importInto } from '#exchange/import-into';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
const store = new InMemoryEventStore();
for (const f of process.argv.slice(2)) {
  const reasons: Record<string,string> = {};
  const read = f.endsWith('.xml') ? cinCensusReadings : ssda903Readings;
  const run = (dryRun:boolean) => importInto(store, read(f), { dryRun, onReason: (r) => { reasons[r.what+' '+r.rule] ??= `${r.file}:${r.line} ${r.record}: ${r.sentence}`; } });
  const dry = await run(true);
  const t = performance.now();
  const report = await run(false);
  console.log(f, (performance.now()-t).toFixed(0)+'ms', JSON.stringify(report, null, 1));
  const sum = (c: any) => (Object.values(c) as number[]).reduce((a,b)=>a+b,0);
  console.log('adds up', sum(report.recordsIn), report.recordsImported + report.recordsAlreadyHere + sum(report.recordsRefused), 'events', sum(report.eventsOut));
  console.log('dry same', JSON.stringify({...dry,dryRun:false}) === JSON.stringify(report));
  console.log(reasons);
  const again = await run(false);
  console.log('again', again.recordsImported, again.recordsAlreadyHere, JSON.stringify(again.eventsOut), JSON.stringify(again.flagged));
}
