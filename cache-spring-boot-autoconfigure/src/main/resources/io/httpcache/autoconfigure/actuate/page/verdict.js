// The verdict, its reason, and what to do about it.

const settings = Object.fromEntries(Object.entries(document.body.dataset).map(([name, value]) => [name, JSON.parse(value)]));

function renderVerdict(report) {
	const totals = report.totals;
	attribute(byId('verdict'), 'data-status', totals.status);
	say(byId('status-icon'), STATUS[totals.status].icon);
	say(byId('status-word'), STATUS[totals.status].word);
	say(byId('reason'), [reasonOf(totals), routesInNeed(report.routes)].filter(Boolean).join(' '));
	const todo = whatToDo(report);
	fill(byId('todo'), todo, () => todo.map((text) => el('li', null, rich(text))));
	document.title = `${STATUS[totals.status].word}: ${report.name}, HTTP cache`;
}

function reasonOf(totals) {
	const cacheable = totals.requests - totals.bypassed;
	if (totals.requests === 0) {
		return 'No request has come yet through a client that has the cache.';
	}
	if (totals.status === 'UNKNOWN') {
		return `${count(cacheable)} of the ${count(settings.minRequests)} requests that a verdict needs.`;
	}
	const hits = `${percent(totals.hitRate)} of ${count(cacheable)} requests did not have to ask the origin (${bound(
		totals.hitRate, settings.hitRateHealthy, settings.hitRateCritical, true)})`;
	const stale = `${percent(totals.staleRate)} got a stale answer (${bound(
		totals.staleRate, settings.staleRateHealthy, settings.staleRateCritical, false)})`;
	return `${hits}, and ${stale}.`;
}

function routesInNeed(routes) {
	const critical = routes.filter((route) => route.status === 'CRITICAL').length;
	const investigate = routes.filter((route) => route.status === 'INVESTIGATE').length;
	const parts = [critical > 0 && `${count(critical)} critical`, investigate > 0 && `${count(investigate)} to investigate`].filter(Boolean);
	return routes.length > 1 && parts.length > 0 ? `Of ${count(routes.length)} routes: ${parts.join(', ')}.` : '';
}

function bound(rate, healthy, critical, above) {
	const isHealthy = above ? rate > healthy : rate < healthy;
	const isCritical = above ? rate < critical : rate > critical;
	if (isCritical) {
		return `critical ${above ? 'below' : 'above'} ${percent(critical)}`;
	}
	return `${isHealthy ? 'healthy' : 'it would be healthy'} ${above ? 'above' : 'below'} ${percent(healthy)}`;
}

function whatToDo(report) {
	const {totals, routes, store, warmUp} = report;
	const todo = [];
	if (!store.available) {
		todo.push(`The store (${store.type}) does not answer: requests go to the origin. Look at it first.`);
	}
	if (store.growth === 'UNBOUNDED') {
		todo.push('The store grows faster and faster: look for URLs that are new on every request, and bound its size.');
	}
	if (warmUp.failed.length > 0) {
		todo.push(`${count(warmUp.failed.length)} of ${count(warmUp.requested)} URLs could not be warmed up: see Warm-up.`);
	}
	if (totals.requests > 0 && totals.bypassed === totals.requests) {
		todo.push('Every request passed by the cache. See the reasons under Recent requests.');
	}
	if (totals.staleRate >= settings.staleRateHealthy && totals.status !== 'UNKNOWN') {
		todo.push(totals.staleIfError > totals.stale
			? `${count(totals.staleIfError)} stale answers stood in for a failing origin: see whether it is up.`
			: `${count(totals.stale)} answers were stale while they were refreshed: a longer ttl or refresh-ahead would help.`);
	}
	const advised = routes.filter((route) => route.advice.length > 0).sort((a, b) => asked(b) - asked(a));
	advised.slice(0, 3).forEach((route) => todo.push(`Route ${route.name}: ${route.advice[0].message}`));
	if (advised.length > 3) {
		todo.push(`There is advice on ${count(advised.length - 3)} more routes: see Routes.`);
	}
	if (advised.length === 0 && ['CRITICAL', 'INVESTIGATE'].includes(totals.status) && totals.hitRate <= settings.hitRateHealthy) {
		todo.push(...mostAsked(routes, totals));
	}
	if (todo.length === 0) {
		todo.push(totals.status === 'HEALTHY' ? 'Nothing. The cache does its work.'
			: totals.requests === 0 ? 'Make a call with an injected RestClient.Builder, RestTemplateBuilder or WebClient.Builder.'
			: 'Wait for more requests, or explain a URL below.');
	}
	return todo;
}

const asked = (route) => route.misses + route.revalidated + route.staleIfError;

function mostAsked(routes, totals) {
	const all = asked(totals);
	const most = [...routes].sort((a, b) => asked(b) - asked(a))[0];
	if (!most || all === 0) {
		return [];
	}
	return [`Begin with route ${most.name}: ${percent(asked(most) / all)} of what the origins were asked for came by it, ` +
		`at a hit rate of ${percent(most.hitRate)}. Explain one of its URLs below to see why.`];
}

const TILES = [
	['Hit rate', (totals) => [totals.hitRate, percent(totals.hitRate)], () => 'did not ask the origin'],
	['Served stale', (totals) => [totals.staleRate, percent(totals.staleRate)],
		(totals) => `${count(totals.staleIfError)} for a failing origin`],
	['Requests', (totals) => [totals.requests, count(totals.requests)], (totals) => `${count(totals.bypassed)} passed by`],
	['From the cache', (totals) => [totals.hits, count(totals.hits)],
		(totals) => `+ ${count(totals.collapsed)} shared, ${count(totals.stale)} stale`],
	['Asked the origin', (totals) => [asked(totals), count(asked(totals))],
		(totals) => `${count(totals.revalidated)} only to confirm`],
	['Waiting saved', (totals) => [totals.timeSavedMillis, duration(totals.timeSavedMillis)], () => 'by callers, in total'],
	['Traffic saved', (totals) => [totals.bytesSaved, bytes(totals.bytesSaved)], () => 'of response bodies']
];

function renderTiles(report) {
	const tiles = byId('tiles');
	TILES.forEach(([name, value, note], i) => {
		const tile = tiles.children[i] || tiles.appendChild(el('div', null, el('dt', null, name), el('dd', null, el('data')),
			el('dd')));
		const [exact, text] = value(report.totals);
		const data = tile.querySelector('data');
		attribute(data, 'value', exact);
		say(data, text);
		say(tile.lastChild, note(report.totals));
	});
}
