// Routes as a table that sorts. Rows stay the same elements, so that focus and scrolling do.

const RANK = {CRITICAL: 3, INVESTIGATE: 2, HEALTHY: 1, UNKNOWN: 0};
const FIRST_ROUTES = 50;

const COLUMNS = [
	{name: 'Route', key: (it) => it.name, text: true},
	{name: 'Status', key: (it) => RANK[it.status]},
	{name: 'Hit rate', key: (it) => it.hitRate},
	{name: 'Requests', key: (it) => it.requests, show: (it) => count(it.requests), number: true, middle: true},
	{name: 'Origin asked', key: asked, show: (it) => count(asked(it)), number: true, wide: true},
	{name: 'Stale', key: (it) => it.staleRate, show: (it) => percent(it.staleRate), number: true, wide: true},
	{name: 'Waiting saved', key: (it) => it.timeSavedMillis, show: (it) => duration(it.timeSavedMillis), number: true, wide: true},
	{name: 'Traffic saved', key: (it) => it.bytesSaved, show: (it) => bytes(it.bytesSaved), number: true, wide: true},
	{name: 'Advice', key: (it) => it.advice.length}
];

const sorting = {column: COLUMNS[3], ascending: false};
const rows = new Map();
let allRoutes = [];
let showAll = false;

byId('routes-table').querySelector('tr').append(...COLUMNS.map((column) => {
	column.head = el('th', {scope: 'col', class: classOf(column)},
		el('button', {type: 'button', class: 'sort', click: () => sortBy(column)}, column.name));
	return column.head;
}));

function classOf(column) {
	return [column.number && 'number', column.wide && 'wide', column.middle && 'middle'].filter(Boolean).join(' ') || null;
}

function sortBy(column) {
	sorting.ascending = sorting.column === column ? !sorting.ascending : Boolean(column.text);
	sorting.column = column;
	renderRoutes(allRoutes, true);
}

byId('routes-filter').addEventListener('input', () => renderRoutes(allRoutes, true));
byId('routes-more').addEventListener('click', () => {
	showAll = !showAll;
	renderRoutes(allRoutes, true);
});

function renderRoutes(routes, reorder) {
	allRoutes = routes;
	const wanted = byId('routes-filter').value.trim().toLowerCase();
	const found = routes.filter((it) => (it.name + ' ' + it.url).toLowerCase().includes(wanted)).sort(order);
	const shown = showAll ? found : found.slice(0, FIRST_ROUTES);
	say(byId('routes-count'), wanted ? `${count(found.length)} of ${count(routes.length)}` : count(routes.length));
	byId('routes-more').hidden = found.length <= FIRST_ROUTES;
	say(byId('routes-more'), showAll ? `Show the first ${FIRST_ROUTES}` : `Show all ${count(found.length)}`);
	COLUMNS.forEach((column) => {
		attribute(column.head, 'aria-sort', sorting.column !== column ? 'none' : sorting.ascending ? 'ascending' : 'descending');
	});
	const body = byId('routes-table').tBodies[0];
	const elements = shown.flatMap((route) => {
		const row = rows.get(route.name) || newRow(route);
		updateRow(row, route);
		return row.isOpen && route.advice.length > 0 ? [row.element, row.advice] : [row.element];
	});
	// A row that is moved loses the focus inside it
	const busy = !reorder && body.contains(document.activeElement);
	if (!busy && (body.children.length !== elements.length || elements.some((it, i) => body.children[i] !== it))) {
		body.replaceChildren(...elements);
	}
}

function order(a, b) {
	const [x, y] = [sorting.column.key(a), sorting.column.key(b)];
	const compared = typeof x === 'string' ? x.localeCompare(y) : x - y;
	return (sorting.ascending ? compared : -compared) || a.name.localeCompare(b.name);
}

function newRow(route) {
	const row = {cells: [], isOpen: false, element: el('tr')};
	row.advice = el('tr', {class: 'advice', id: 'advice-' + rows.size}, el('td', {colspan: COLUMNS.length}, el('ul')));
	row.name = el('th', {scope: 'row'}, route.name, el('span', {class: 'url', title: route.url}, route.url));
	row.bar = el('progress', {max: 1, value: 0, 'aria-hidden': 'true'});
	row.rate = el('data');
	row.button = el('button', {type: 'button', class: 'small', 'aria-expanded': 'false', 'aria-controls': row.advice.id,
		click: () => toggle(row)});
	row.element.append(row.name, ...COLUMNS.slice(1).map((column) => row.cells[row.cells.length] = el('td', {class: classOf(column)})));
	row.cells[1].append(el('span', {class: 'rate'}, row.rate, row.bar));
	row.cells[COLUMNS.length - 2].append(row.button);
	rows.set(route.name, row);
	return row;
}

function updateRow(row, route) {
	fill(row.cells[0], route.status, () => [badge(route.status)]);
	attribute(row.rate, 'value', route.hitRate);
	say(row.rate, route.requests === route.bypassed ? '–' : percent(route.hitRate));
	attribute(row.bar, 'value', route.hitRate);
	COLUMNS.forEach((column, i) => {
		if (column.show) {
			fill(row.cells[i - 1], [column.key(route), column.show(route)], () => [figure(column.key(route), column.show(route))]);
		}
	});
	row.button.hidden = route.advice.length === 0;
	say(row.button, route.advice.length === 1 ? '1 tip' : `${route.advice.length} tips`);
	attribute(row.button, 'aria-label', `${row.button.textContent} on route ${route.name}`);
	fill(row.advice.querySelector('ul'), route.advice, () => route.advice.map((advice) =>
		el('li', null, el('code', null, advice.code), ' ', rich(advice.message))));
}

function toggle(row) {
	row.isOpen = !row.isOpen;
	attribute(row.button, 'aria-expanded', row.isOpen);
	if (row.isOpen) {
		row.element.after(row.advice);
	}
	else {
		row.advice.remove();
	}
}
