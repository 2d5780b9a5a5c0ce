// SPDX-License-Identifier: EUPL-1.2
// The pages that every check walks over, by who may see them.
import { send, sign_in, visitor } from './browser.mjs';
import { link_in, sign_in_of } from './demo.mjs';

export const languages = ['de', 'en', 'fr', 'ar', 'fa'];

/** @typedef {{address: string, sign_ins: import('./demo.mjs').SignIn[], mails: {files(): Promise<string[]>, next(known: string[]): Promise<string>}}} Demo */
/** @typedef {{who: string, paths: string[], languages: string[]}} Walk */

export const design = '/design';
const open_to_all = ['/', '/accounts/new', '/code-card', '/staff/sign-in', '/staff/code', '/privacy', '/imprint',
  '/accessibility', '/contact', '/entry/ended', '/mailbox', '/no-such-page', '/p/no-such-link'];
/** Seen by those who look for what is not there. */
export const not_found = ['/no-such-page', '/p/no-such-link'];
const of_person = ['/biography', '/biography/person', '/biography/person/name', '/biography/person/birth',
  '/biography/person/other_births', '/biography/person/other_births/entries/new',
  '/biography/person/nationality', '/biography/contact/phone', '/biography/family/household',
  '/biography/language/skills/entries/new', '/biography/work/jobs', '/biography/work/jobs/entries/new',
  '/biography/work/goal',
  '/biography/life/health', '/biography/checklists', '/biography/checklists/SPR', '/biography/summary',
  '/biography/revisions', '/releases', '/releases/new', '/releases/new?kind=JC', '/releases/refusal',
  '/documents', '/documents/new', '/documents/bundle', '/consultations', '/appointments', '/calendar', '/case', '/case/withdrawal', '/plan', '/plan/wishes/new', '/cv', '/cv/photo', '/cv/imports/new', '/recognition',
  '/access-log', '/account', '/account/number', '/account/code-card', '/account/record'];
const of_staff = {
  manager: ['/staff/persons', '/staff/persons?phase=AU&sort=name', '/staff/persons/new', '/staff/tasks', '/staff/tasks/new',
    '/staff/appointments', '/staff/appointments?view=list', '/staff/calendar',
    '/staff/covers', '/staff/handovers', '/staff/code-cards', '/staff/duplicates', '/account'],
  lead: ['/staff/team'],
  editor: ['/staff', '/recipients', '/recipients/new', '/recipients/files', '/occupations', '/lists/regions',
    '/lists/regions/new', '/lists/regions/files', '/lists/contacts', '/lists/contacts/new', '/lists/contacts/files', '/texts',
    '/texts?q=Kontakt', '/packet-definitions', '/packet-definitions/JC',
    '/packet-definitions/JC/person.nationalities', '/figures', '/figures/new', '/figures/reports/consultations',
    '/figures/reports/counselled-age'],
  admin: ['/staff', '/staff/accounts', '/staff/accounts/new', '/staff/accounts/files', '/lists/teams',
    '/lists/teams/new', '/lists/teams/files', '/lists/municipalities', '/lists/municipalities/new', '/lists/municipalities/files',
    '/lists/accommodations', '/lists/accommodations/new', '/lists/accommodations/files'],
  officer: ['/allocation', '/allocation/moves', '/allocation/needs'],
  dpo: ['/staff', '/packet-definitions'],
};

/**
 * Signs in as each kind of visitor; their pages with them.
 * @param {import('playwright-core').Browser} browser @param {Demo} demo
 */
export async function all_walks(browser, demo) {
  const walks = [await walk_of(browser, demo, 'anybody', open_to_all)];
  walks.push(await walk_of(browser, demo, 'person', of_person));
  for (const [role, paths] of Object.entries(of_staff)) walks.push(await walk_of(browser, demo, role, paths));
  for (const [who, list, one] of [
    ['anybody', '/mailbox', 'main a[href^="/mailbox/"]'],
    ['person', '/biography/work/jobs', 'main a[href^="/biography/work/jobs/entries/0"]'],
    ['person', '/biography/revisions', 'main a[href^="/biography/revisions/"]'],
    ['person', '/biography/person/birth', 'main a[href$="/objection"]'],
    ['editor', '/recipients', 'main a[href^="/recipients/0"]'],
    ['editor', '/lists/regions', 'main a[href^="/lists/regions/0"]'],
    ['editor', '/lists/contacts', 'main a[href^="/lists/contacts/0"]'],
    ['editor', '/texts?q=Kontakt', 'main a[href^="/texts/"]'],
    ['admin', '/lists/municipalities', 'main a[href^="/lists/municipalities/0"]'],
    ['admin', '/lists/teams', 'main a[href^="/lists/teams/0"]'],
    ['admin', '/lists/accommodations', 'main a[href^="/lists/accommodations/0"]'],
    ['admin', '/staff/accounts', 'main a[href^="/staff/accounts/0"]'],
  ]) await add_first(walks, /** @type {string} */ (who), /** @type {string} */ (list), /** @type {string} */ (one));
  await add_preview(walks);
  await add_list_preview(walks);
  await add_document(walks);
  await add_cv(walks);
  await add_consultation(walks);
  await add_plan(walks);
  walks.push(await looking(browser, demo));
  await add_staff_release(walks);
  await add_case(browser, demo, walks);
  await add_appointment(walks);
  await add_report(walks);
  walks.push(...(await releasing(browser, demo, walks[1])));
  return walks;
}

/**
 * @param {import('playwright-core').Browser} browser @param {Demo} demo @param {string} who
 * @param {string[]} paths
 */
async function walk_of(browser, demo, who, paths) {
  const { context, page, complaints } = await visitor(browser, { address: demo.address });
  if (who !== 'anybody') await sign_in(page, sign_in_of(demo.sign_ins, who));
  return { who, context, page, complaints, paths: [...paths], languages };
}

/**
 * Adds the first page that a list leads to.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks @param {string} who @param {string} list
 * @param {string} one
 */
async function add_first(walks, who, list, one) {
  const walk = walks.find((each) => each.who === who);
  await walk?.page.goto(list);
  const href = await walk?.page.locator(one).first().getAttribute('href');
  walk?.paths.push(/** @type {string} */ (href));
}

/**
 * Adds the preview of a list of occupations.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_preview(walks) {
  const walk = walks.find((each) => each.who === 'editor');
  await walk?.page.goto('/occupations');
  await walk?.page.setInputFiles('[name=file]', {
    name: 'berufe.csv', mimeType: 'text/csv', buffer: Buffer.from('code;de;fa\n28222;Maßschneider/in;خیاط\n1;x;y\n'),
  });
  await walk?.page.locator('#form button[type=submit]').first().click();
  await walk?.page.waitForURL(/\/occupations\/uploads\//);
  walk?.paths.push(new URL(walk.page.url()).pathname);
}

/**
 * Adds the preview of a list of municipalities: rows of every fate.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_list_preview(walks) {
  const walk = walks.find((each) => each.who === 'admin');
  await walk?.page.goto('/lists/municipalities/files');
  await walk?.page.setInputFiles('[name=file]', {
    name: 'gemeinden.csv', mimeType: 'text/csv',
    buffer: Buffer.from('ags;name;was\n08990001;Musterstadt;x\n08990002;Musterhausen am Muster;x\n08990099;Neuheim;x\n1;=1+1;x\n'),
  });
  await walk?.page.locator('#form button[type=submit]').first().click();
  await walk?.page.waitForURL(/\/municipalities\/files\/0/);
  walk?.paths.push(new URL(walk.page.url()).pathname);
}

/**
 * Adds a document, and the pages about it.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_document(walks) {
  const walk = walks.find((each) => each.who === 'person');
  await walk?.page.goto('/documents/new');
  await walk?.page.setInputFiles('[name=file]', {
    name: 'zeugnis.pdf', mimeType: 'application/pdf', buffer: Buffer.from(paper('Zeugnis')),
  });
  await walk?.page.selectOption('[name=kind]', 'lang_cert');
  await walk?.page.locator('#form button[type=submit]').last().click();
  await walk?.page.waitForURL(/\/documents\/0/);
  const at = new URL(/** @type {string} */ (walk?.page.url())).pathname;
  walk?.paths.push(at, `${at}/details`, `${at}/pages/new`, `${at}/pages/1/crop`);
}

/**
 * A PDF of one page.
 * @param {string} words
 */
export function paper(words) {
  const contents = `BT /F1 20 Tf 10 40 Td (${words}) Tj ET`;
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 280] /Contents 4 0 R /Resources << /Font << /F1 '
      + '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    `<< /Length ${contents.length} >>\nstream\n${contents}\nendstream`];
  let file = '%PDF-1.4\n';
  let table = '0000000000 65535 f \n';
  objects.forEach((object, i) => {
    table += `${String(file.length).padStart(10, '0')} 00000 n \n`;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
  });
  return `${file}xref\n0 5\n${table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}

/**
 * Adds the preview of a CV that somebody brings along.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_cv(walks) {
  const walk = walks.find((each) => each.who === 'person');
  await walk?.page.goto('/cv/imports/new');
  await walk?.page.setInputFiles('[name=file]', {
    name: 'resume.json', mimeType: 'application/json',
    buffer: Buffer.from('{"work":[{"position":"Cook","name":"Inn","url":"https://example.org"}],"awards":[{"title":"x"}]}'),
  });
  await walk?.page.locator('#form button[type=submit]').first().click();
  await walk?.page.waitForURL(/\/cv\/imports\/0/);
  walk?.paths.push(new URL(walk.page.url()).pathname);
}

/**
 * Adds Amina's consultations, one of them, and its forms.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_consultation(walks) {
  const walk = walks.find((each) => each.who === 'manager');
  const at = await find_person(/** @type {import('playwright-core').Page} */ (walk?.page), 'Amina Rahimi');
  const list = at.replace(/case$/, 'consultations');
  await walk?.page.goto(list);
  const one = await walk?.page.locator('main a[href^="/staff/consultations/"]').first().getAttribute('href');
  walk?.paths.push(list, `${list}/new`, /** @type {string} */ (one), `${one}/correction`);
}

/** @param {import('playwright-core').Page} page @param {string} begin the first address that begins so and names one thing */
async function one_of(page, begin) {
  const all = await page.locator(`main a[href^="${begin}/0"]`).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  return /** @type {string} */ (all.map((href) => href?.match(/^.*?\/0[0-9a-f-]{35}(?=$|\/(?!.*\/0))/)?.[0]).find(Boolean));
}

/**
 * Adds Amina's plan at her caseworker's desk, and at her own.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_plan(walks) {
  const desk = walks.find((each) => each.who === 'manager');
  const at = await find_person(/** @type {import('playwright-core').Page} */ (desk?.page), 'Amina Rahimi');
  const plan = at.replace(/case$/, 'plan');
  await desk?.page.goto(plan);
  const [goal, measure, version] = await Promise.all(['goals', 'measures', 'versions'].map(
    (what) => one_of(/** @type {import('playwright-core').Page} */ (desk?.page), `${plan}/${what}`),
  ));
  desk?.paths.push(plan, `${plan}/goals/new`, goal, `${goal}/measures/new`, `${goal}/outcomes/new`, measure,
    `${plan}/family`, `${plan}/reviews/new`, `${plan}/agreement`, version);
  const person = walks.find((each) => each.who === 'person');
  await person?.page.goto('/plan');
  const [own, agreed] = await Promise.all(['goals', 'versions'].map(
    (what) => one_of(/** @type {import('playwright-core').Page} */ (person?.page), `/plan/${what}`),
  ));
  person?.paths.push(`${own}/words`, agreed);
}

/**
 * A screen that shows a plan alone. It ends by itself, so it is looked at early.
 * @param {import('playwright-core').Browser} browser @param {Demo} demo
 */
async function looking(browser, demo) {
  const walk = await walk_of(browser, demo, 'person', ['/plan/together']);
  await walk.page.goto('/plan');
  await walk.page.locator('form[action="/plan/together"] button').click();
  await walk.page.waitForURL(/\/plan\/together$/);
  return { ...walk, who: 'looking', languages: ['de'] };
}

/**
 * Sends a packet for Amina in her presence, and begins another one.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_staff_release(walks) {
  const walk = /** @type {Awaited<ReturnType<typeof walk_of>>} */ (walks.find((each) => each.who === 'manager'));
  const { page } = walk;
  const list = (await find_person(page, 'Amina Rahimi')).replace(/case$/, 'releases');
  await draft(page, list);
  await page.locator('[name=explained]').first().check();
  const sent = await agree(page);
  await draft(page, list);
  walk.paths.push(list, `${list}/new`, `${list}/new?kind=JC`, `${list}/refusal`, sent, `${sent}/withdrawal`,
    new URL(page.url()).pathname);
}

/**
 * Adds the pages about a case: the caseworker's, a lead's, those of a handover, and the biography that
 * is filled in together.
 * @param {import('playwright-core').Browser} browser @param {Demo} demo
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_case(browser, demo, walks) {
  const of = (/** @type {string} */ who) => /** @type {Awaited<ReturnType<typeof walk_of>>} */ (walks.find((each) => each.who === who));
  const manager = of('manager');
  const lead = of('lead');
  const amina = await find_person(manager.page, 'Amina Rahimi');
  const at = amina.replace(/\/case$/, '');
  manager.paths.push(amina, ...['/stays/new', '/stays/1', '/move', '/clock', '/pauses/new', '/closing'].map((path) => amina + path),
    `${at}/biography`, `${at}/handover`);
  await manager.page.goto(`${amina}/pauses/new`);
  await manager.page.fill('[name=reason]', 'Geburt');
  await send(manager.page);
  manager.paths.push(`${amina}/pauses/1`);
  await begin_handover(manager.page, at, 'Integrationsmanagement Land');
  of('person').paths.push('/case/handover');
  await lead.page.goto('/staff/team');
  const one = /** @type {string} */ (await lead.page.locator('main tbody th a').first().getAttribute('href'));
  lead.paths.push(one);
  const counsellor = await walk_of(browser, demo, 'counsellor', []);
  const newcomer = await take_in(counsellor.page);
  await open_case(counsellor.page, newcomer);
  await begin_handover(counsellor.page, newcomer.replace(/\/case$/, ''), 'Integrationsmanagement Stadt');
  await counsellor.page.check('[name=manner][value=screen]');
  await send(counsellor.page, 'button[name=answer][value=accept]');
  counsellor.paths = [`${newcomer.replace(/\/case$/, '')}/handover`];
  await manager.page.goto('/staff/handovers');
  const waiting = await manager.page.locator('main a[href^="/staff/handovers/0"]').first().getAttribute('href');
  manager.paths.push(/** @type {string} */ (waiting));
  const opening = await walk_of(browser, demo, 'counsellor', []);
  const other = await take_in(opening.page);
  opening.paths.push(other, `${other}/new?text=ar`);
  const together = await walk_of(browser, demo, 'manager', ['/biography', '/biography/person/name']);
  await together.page.goto(amina);
  await send(together.page, 'form[action$="/entry"] button');
  walks.push(counsellor, opening, together);
}

/** @param {import('playwright-core').Page} page @param {string} name */
export async function find_person(page, name) {
  await page.goto('/staff/persons');
  await page.fill('[name=name]', name);
  await send(page);
  return /** @type {string} */ (await page.locator('main a[href$="/case"]').first().getAttribute('href'));
}

/** A new person of a caseworker: the address of their case. @param {import('playwright-core').Page} page */
export async function take_in(page) {
  const name = `Zahra ${Math.random().toString(36).replace(/[^a-z]/g, '').slice(0, 6)}`;
  await page.goto('/staff/persons/new');
  await page.fill('[name=name]', name);
  await page.check('[name=language][value=fa]');
  await send(page);
  return find_person(page, name);
}

/** Of a menu the entry of that code, or with that word. @param {import('playwright-core').Page} page @param {string} name @param {string} wanted */
export async function choose(page, name, wanted) {
  await page.locator(`select[name=${name}]`).evaluate((menu, wanted) => {
    if (!(menu instanceof HTMLSelectElement)) return;
    const options = [...menu.options];
    const found = options.find((one) => one.value === wanted) ?? options.find((one) => one.text.includes(wanted));
    menu.value = found?.value ?? '';
  }, wanted);
}

/** @param {import('playwright-core').Page} page @param {string} at the case's address */
export async function open_case(page, at) {
  await page.goto(`${at}/new`);
  await choose(page, 'phase', 'VU');
  await choose(page, 'municipality', 'Musterhausen');
  await page.check('[name=manner][value=screen]');
  await send(page, 'button[name=answer][value=accept]');
}

/** @param {import('playwright-core').Page} page @param {string} at @param {string} team */
export async function begin_handover(page, at, team) {
  await page.goto(`${at}/handover`);
  await page.fill('[name=day]', new Date().toISOString().slice(0, 10));
  await choose(page, 'municipality', 'Musterhausen');
  await choose(page, 'team', team);
  await send(page);
}

/**
 * Adds the appointments of the first person who has one, that one, and its forms.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_appointment(walks) {
  const walk = walks.find((each) => each.who === 'manager');
  await walk?.page.goto('/staff/appointments?view=list');
  const one = /** @type {string} */ (await walk?.page.locator('main a[href^="/staff/appointments/0"]').first().getAttribute('href'));
  await walk?.page.goto(one);
  const list = /** @type {string} */ (await walk?.page.locator('main a.back').first().getAttribute('href'));
  walk?.paths.push(one, `${one}/change`, list, `${list}/new`, list.replace('appointments', 'tasks/new'));
}

/**
 * Adds a report that the editor defines, and its form.
 * @param {Awaited<ReturnType<typeof walk_of>>[]} walks
 */
async function add_report(walks) {
  const walk = walks.find((each) => each.who === 'editor');
  await walk?.page.goto('/figures/new?like=consultations');
  await walk?.page.locator('#form .buttons button[type=submit]').first().click();
  await walk?.page.waitForURL(/\/figures\/reports\/0/);
  const report = new URL(/** @type {string} */ (walk?.page.url())).pathname;
  walk?.paths.push(report, `${report}/change`);
}

/**
 * Sends a packet, so that the pages of a draft, of a release and of its recipient can be seen.
 * @param {import('playwright-core').Browser} browser @param {Demo} demo
 * @param {Awaited<ReturnType<typeof walk_of>>} person
 */
async function releasing(browser, demo, person) {
  const { page } = person;
  const known = await demo.mails.files();
  await draft(page);
  const release = await agree(page);
  const link = link_in(await demo.mails.next(known));
  await draft(page);
  person.paths = [...person.paths, new URL(page.url()).pathname, release, `${release}/withdrawal`];
  const office = await visitor(browser, { address: demo.address });
  await office.page.goto(link);
  await office.page.locator('main form button[type=submit]').first().click();
  await office.page.waitForURL(/\/packets\//);
  const packet = new URL(office.page.url()).pathname;
  const landing = new URL(link).pathname;
  return [
    { who: 'recipient', ...office, paths: [landing, packet, '/link-requests'], languages: ['de'] },
    { who: 'recipient', ...office, paths: [`${packet}?lang=en`], languages: ['en'] },
  ];
}

/** @param {import('playwright-core').Page} page @param {string} [list] */
async function draft(page, list = '/releases') {
  await page.goto(`${list}/new?kind=JC`);
  const radios = page.locator('input[type=radio][name=recipient]');
  if (await radios.count()) await radios.first().check();
  else await page.locator('select[name=recipient]').evaluate((menu) => {
    if (menu instanceof HTMLSelectElement) menu.selectedIndex = 1;
  });
  await page.locator('main form .buttons button[type=submit]').first().click();
  await page.waitForURL(/\/releases\/drafts\//);
}

/** @param {import('playwright-core').Page} page */
async function agree(page) {
  const of_age = page.locator('[name=of_age][value=yes]');
  if (await of_age.count()) await of_age.check();
  const papers = page.locator('[name="paper[]"]');
  if (await papers.count()) await papers.first().check();
  await page.check('[name=agree]');
  await page.locator('button[name=answer][value=accept]').click();
  await page.waitForURL(/\/releases\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/**
 * @param {import('playwright-core').BrowserContext} context @param {string} address
 * @param {string} language
 */
export async function speak(context, address, language) {
  await context.addCookies([{ name: 'lang', value: language, url: address }]);
}
