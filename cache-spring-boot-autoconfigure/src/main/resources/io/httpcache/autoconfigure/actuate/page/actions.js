// What changes something. Each asks first; with read-only access none of it is on the page.

const EVICTED = {url: 'this URL', route: 'this route', tag: 'this tag', all: 'everything'};

async function act(done, path, options) {
	try {
		await send(path, options);
		tell(done);
	}
	catch (error) {
		tell(error.message);
	}
	await Promise.all([refresh(), searchEntries()].map((it) => it.catch(() => {})));
}

async function evict(kind, value) {
	const what = kind === 'all' ? 'everything that is stored' : `what is stored for ${EVICTED[kind]}: ${value}`;
	if (await confirmed('Evict?', `Drops ${what}. The next requests go to the origin.`, 'Evict')) {
		await act('Evicted.', `?${kind}=${encodeURIComponent(kind === 'all' ? 'true' : value)}`, {method: 'DELETE'});
	}
}

async function expire(target) {
	if (await confirmed('Refresh?', `The next request asks the origin whether this is still right: ${target}`, 'Refresh')) {
		await act('The next request asks the origin.', '/expire', json({url: target}));
	}
}

async function endOutage(route) {
	if (await confirmed('End?', `Stale responses answer no longer than configured, for ${route ? 'route ' + route : 'all routes'}.`, 'End')) {
		await act('Ended.', '/outage' + (route ? '?route=' + encodeURIComponent(route) : ''), {method: 'DELETE'});
	}
}

const json = (body) => ({method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});

function bindActions() {
	byId('warm-up').addEventListener('click', async () => {
		if (await confirmed('Warm up again?', 'Fetches the configured URLs that are not fresh.', 'Warm up')) {
			await act('Warmed up.', '', {method: 'POST'});
		}
	});
	byId('evict-form').addEventListener('submit', (event) => {
		event.preventDefault();
		evict(byId('evict-kind').value, byId('evict-value').value.trim());
	});
	byId('evict-kind').addEventListener('change', () => {
		const all = byId('evict-kind').value === 'all';
		byId('evict-value-label').hidden = all;
		byId('evict-value').required = !all;
		byId('evict-value').setAttribute('list', byId('evict-kind').value === 'route' ? 'evict-routes' : '');
	});
	byId('outage-form').addEventListener('submit', async (event) => {
		event.preventDefault();
		const route = byId('outage-route').value;
		const body = {maxStale: byId('outage-stale').value, duration: byId('outage-duration').value, ...(route ? {route} : {})};
		if (await confirmed('Serve stale responses?', `For ${route ? 'route ' + route : 'all routes'}, responses up to ${
			body.maxStale} stale may answer, for ${body.duration} from now.`, 'Serve stale')) {
			await act('Stale responses may answer.', '/outage', json(body));
		}
	});
	byId('evict-value').setAttribute('list', '');
}

if (settings.readOnly) {
	document.querySelectorAll('.write').forEach((element) => element.remove());
}
else {
	bindActions();
}
