// What the cache would do with a request, and why.

byId('explain-form').addEventListener('submit', async (event) => {
	event.preventDefault();
	const headers = byId('explain-headers').value.split('\n').map((line) => line.trim()).filter(Boolean);
	const query = new URLSearchParams([['url', byId('explain-url').value.trim()], ...headers.map((it) => ['header', it])]);
	const box = byId('explanation');
	try {
		box.replaceChildren(...explanation(await ask('/explain?' + query)));
	}
	catch (error) {
		box.replaceChildren(el('p', {class: 'alert'}, error.message));
	}
});

const part = (title, content) => el('div', {class: 'why'}, el('h3', null, title), content);
const yes = (used) => used ? {class: 'used'} : null;

function explanation(it) {
	const decision = it.decision;
	return [
		el('p', null, el('code', null, `${it.method} ${it.url}`)),
		el('p', {class: 'summary'}, outcomeBadge(decision.outcome), ' ', rich(it.summary)),
		el('p', {class: 'muted'}, 'Cache-Status would begin ', el('code', null, decision.cacheStatus)),
		part('Route', table('Routes tried', ['Route', 'URL', ''], it.routes.map((route) => el('tr', yes(route.matched),
			el('td', null, route.name), el('td', null, el('code', null, route.pattern || '/**')),
			el('td', null, route.matched ? 'matches' : rich(route.reason)))))),
		part('Key', it.key.parts.length === 0 ? el('p', null, 'Only the URL.')
			: table('Parts of the key', ['Field', 'Part of the key', 'Digest', 'Why'], it.key.parts.map((key) => el('tr', yes(key.used),
				el('td', null, key.name), el('td', null, key.used ? 'yes' : 'no'),
				el('td', null, el('code', null, key.digest || '–')), el('td', null, rich(key.reason)))))),
		part('Stored', it.stored.length === 0 ? el('p', null, 'Nothing under this key.' + (it.key.others > 0
			? ` ${count(it.key.others)} under other keys of this URL.` : ''))
			: table('Stored responses', ['Status', 'Stored', 'Fresh until', 'Size', 'Selected by', ''], it.stored.map((stored) =>
				el('tr', yes(stored.selected), el('td', null, stored.status), el('td', null, clock(stored.stored)),
					el('td', null, clock(stored.freshUntil)), el('td', null, bytes(stored.bytes)),
					el('td', null, stored.vary.join(', ') || 'URL alone'), el('td', null, stored.selected ? 'selected' : rich(stored.reason)))))),
		part('Which freshness wins', table('Precedence of freshness', ['', 'Source', 'Says', 'Why'], it.freshness.map((step) =>
			el('tr', yes(step.used), el('td', null, step.rank), el('td', null, el('code', null, step.source)),
				el('td', null, step.value || '–'), el('td', null, rich(step.reason)))))),
		it.sum.length === 0 ? null : part('Is it fresh?', table('Terms of the sum', ['Term', 'Time', 'From'], it.sum.map((term) =>
			el('tr', null, el('td', null, term.name), el('td', {class: 'number'}, signed(term.millis)), el('td', null, rich(term.source)))))),
		it.alternatives.length === 0 ? null : part('What the caller could send', table('Alternatives',
			['Cache-Control', 'Outcome', ''], it.alternatives.map((other) => el('tr', null,
				el('td', null, el('code', null, other.cacheControl)), el('td', null, outcomeBadge(other.outcome)),
				el('td', null, rich(other.text))))))
	].filter(Boolean);
}

const signed = (millis) => (millis < 0 ? '−' : '') + duration(Math.abs(millis));
