import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { cinCensusReadings } from '#exchange/cin-census/cin-census';
import { ssda903Readings } from '#exchange/ssda903/ssda903';
import { readEventFile } from '#exchange/event-file';
import { importInto } from '#exchange/import-into';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
const [what, mb, mode, shuffle] = process.argv.slice(2) as [string, string, string, string];
const size = Number(mb) * 1e6;
async function write(path: string, piece: (i: number) => string, head = '', tail = '') {
  const out = createWriteStream(path);
  out.write(head); let n = head.length;
  for (let i = 0; n < size; i++) { const t = piece(i); n += t.length; if (!out.write(t)) await once(out, 'drain'); }
  out.end(tail); await once(out, 'close');
}
const p2 = (n: number) => String(n).padStart(2, '0');
const census = (i: number) => `<Child><ChildIdentifiers><LAchildID>GEN${i}</LAchildID><UPN>A${String(i).padStart(12,'0')}</UPN><PersonBirthDate>2010-${p2(1+i%12)}-${p2(1+i%28)}</PersonBirthDate><GenderCurrent>${1+i%2}</GenderCurrent></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2021-${p2(1+i%12)}-${p2(1+i%28)}</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><Assessments><AssessmentActualStartDate>2021-12-${p2(1+i%28)}</AssessmentActualStartDate><AssessmentAuthorisationDate>2022-01-${p2(1+i%28)}</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments><Section47><S47ActualStartDate>2021-12-${p2(1+i%28)}</S47ActualStartDate><DateOfInitialCPC>2022-01-05</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47><ReferralNFA>false</ReferralNFA><ChildProtectionPlans><CPPstartDate>2022-01-05</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews><CPPreviewDate>2022-03-05</CPPreviewDate></Reviews></ChildProtectionPlans></CINdetails></Child>\n`;
let readings;
if (what === 'census') {
  const f = '/tmp/ex/gen.xml';
  await write(f, census, '<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2022</Year><ReferenceDate>2022-03-31</ReferenceDate></CollectionDetails></Header><Children>', '</Children></Message>');
  readings = cinCensusReadings(f);
} else if (what === '903') {
  mkdirSync('/tmp/ex/gen903', { recursive: true });
  const children = Math.round(size / 300);
  await write('/tmp/ex/gen903/e.csv', (i) => { const c = shuffle ? i % children : Math.floor(i / 4); const k = shuffle ? Math.floor(i / children) : i % 4; return `${c},${p2(1+c%28)}/0${k+1}/2017,${k===0?'S':'P'},C2,N1,U${1+k},PR1,${k===3?'':`${p2(1+c%28)}/0${k+2}/2017`},${k===3?'':'X1'},CARPL,AB1 2CD,EF3 4GH,${1000000+i}\n`; }, 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n');
  readings = ssda903Readings('/tmp/ex/gen903');
} else {
  const f = '/tmp/ex/gen.ndjson';
  await write(f, (i) => `{"type":"ReferralReceived","childId":"C${i % 50000}","occurredOn":"2015-06-10","recordedAt":"2015-06-10T09:00:00Z","data":{"caseId":"K${i}","referredOn":"2015-06-${p2(1+i%28)}","source":"1A"}}\n`);
  readings = readEventFile(f);
}
globalThis.gc?.();
const base = process.memoryUsage().rss; let peak = base;
const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage().rss); }, 50);
const t = performance.now();
let n = 0, ev = 0;
if (mode === 'read') for await (const r of readings) { n++; if (r.kind==='read') ev += r.events.length; if (n % 5000 === 0) await new Promise(setImmediate); }
else {
  class Null extends InMemoryEventStore { override async append() { return { position: 0, versions: {}, events: [], repeated: false }; } }
  const rep = await importInto(new Null(), readings, {dryRun: mode==='dry'}); n = Object.values(rep.recordsIn).reduce((a,b)=>a+b,0); ev = Object.values(rep.eventsOut).reduce((a,b)=>a+b,0); console.log(JSON.stringify(rep));
}
clearInterval(timer);
peak = Math.max(peak, process.memoryUsage().rss);
console.log(what, mb+'MB', mode, 'records', n, 'events', ev, ((performance.now()-t)/1000).toFixed(1)+'s', 'rss base', (base/1e6).toFixed(0), 'peak', (peak/1e6).toFixed(0), 'growth', ((peak-base)/1e6).toFixed(0)+'MB');
