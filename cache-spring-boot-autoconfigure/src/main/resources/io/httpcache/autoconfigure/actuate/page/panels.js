// The store, the warm-up and the lever for an outage.

function renderStore(store) {
	const bounded = store.maxBytes > 0 && store.bytes >= 0;
	const meter = byId('store-meter');
	meter.parentElement.hidden = !bounded;
	if (bounded) {
		attribute(meter, 'max', store.maxBytes);
		attribute(meter, 'value', store.bytes);
	}
	say(byId('store-size'), !store.available ? 'The store does not answer.' : bounded
		? `${bytes(store.bytes)} of ${bytes(store.maxBytes)} (${percent(store.bytes / store.maxBytes)})` : bytes(store.bytes));
	const facts = [['Responses', store.entries, store.entries < 0 ? 'unknown' : count(store.entries)],
		['Evicted for lack of room', store.evictions, count(store.evictions)], ['Growth', store.growth, store.growth.toLowerCase()]];
	fill(byId('store-facts'), facts, () => facts.flatMap(([name, exact, text]) =>
		[el('dt', null, name), el('dd', null, figure(exact, text))]));
	say(byId('store-growth'), GROWTH[store.growth] || '');
}

function renderWarmUp(warmUp) {
	const some = warmUp.requested > 0;
	say(byId('warm-state'), (WARM_UP[warmUp.state] || warmUp.state) + (some
		? `: ${count(warmUp.succeeded)} of ${count(warmUp.requested)} URLs in ${duration(warmUp.durationMillis)}.` : ''));
	fill(byId('warm-failed'), warmUp.failed, () => warmUp.failed.map((failure) =>
		el('li', null, el('code', null, failure.url), el('br'), failure.error)));
	const button = byId('warm-up');
	if (button) {
		button.disabled = warmUp.state === 'NOT_CONFIGURED' || warmUp.state === 'RUNNING';
	}
}

function renderOutage(allowances, routes) {
	say(byId('outage-state'), allowances.length === 0 ? 'No stale responses are allowed by hand.' : 'Stale responses may answer:');
	fill(byId('outage-list'), allowances, () => allowances.map((it) => el('li', {class: 'row'},
		el('span', null, el('strong', null, it.route ? `route ${it.route}` : 'all routes'),
			`, up to ${duration(it.maxStaleSeconds * 1000)} stale, until ${clock(it.until)}`),
		settings.readOnly ? null : el('button', {type: 'button', class: 'small', click: () => endOutage(it.route)}, 'End'))));
	const names = routes.map((route) => route.name);
	const select = byId('outage-route');
	if (select) {
		fill(byId('evict-routes'), names, () => names.map((name) => el('option', {value: name})));
		const chosen = select.value;
		fill(select, names, () => [el('option', {value: ''}, 'all'), ...names.map((name) => el('option', {value: name}, name))]);
		select.value = chosen;
	}
}
