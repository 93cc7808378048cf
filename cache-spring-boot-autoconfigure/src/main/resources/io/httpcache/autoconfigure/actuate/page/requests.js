// The latest requests, and what is stored.

const LONGEST_SHOWN = 300;

/** The beginning and the end say most; all of it is in the title. */
function url(text) {
	const shown = text.length > LONGEST_SHOWN ? text.slice(0, LONGEST_SHOWN - 60) + ' … ' + text.slice(-50) : text;
	return el('span', {class: 'url', title: text}, shown);
}

function renderDecisions(decisions) {
	byId('decisions-none').hidden = decisions.length > 0;
	byId('decisions-region').hidden = decisions.length === 0;
	fill(byId('decisions-table').tBodies[0], decisions, () => decisions.map((it) => el('tr', null,
		el('td', {class: 'time middle'}, clock(it.when)),
		el('td', null, outcomeBadge(it.outcome)),
		el('td', {class: 'request'}, el('span', {class: 'url', title: it.url}, `${it.method} `, it.url.slice(0, LONGEST_SHOWN)),
			el('span', {class: 'muted'}, [it.status ? `${it.status}` : 'no answer',
				it.reason ? `${REASON[it.reason] || it.reason} (${it.reason})` : (OUTCOME[it.outcome] || [])[2]].join(' · '))),
		el('td', {class: 'wide'}, it.route),
		el('td', {class: 'number middle'}, it.millis < 10 ? `${it.millis.toFixed(2)} ms` : duration(it.millis)))));
}

async function searchEntries() {
	const part = byId('entries-url').value.trim();
	const result = await ask('/entries?limit=200' + (part ? '&url=' + encodeURIComponent(part) : ''));
	const {entries, more} = result;
	const none = byId('entries-none');
	none.hidden = entries.length > 0;
	say(none, part ? 'Nothing that is stored has this in its URL.' : 'Nothing is stored.');
	byId('entries-region').hidden = entries.length === 0;
	say(byId('entries-count'), more ? `the first ${count(entries.length)}` : count(entries.length));
	byId('entries-table').tBodies[0].replaceChildren(...entries.map(entryRow));
}

function entryRow(entry) {
	const left = Date.parse(entry.freshUntil) - Date.now();
	// What is not shown whole cannot be named
	const known = !entry.url.includes('***');
	return el('tr', null,
		el('td', {class: 'request'}, url(entry.url), entry.tags.length > 0
			? el('span', {class: 'muted'}, 'tags: ' + entry.tags.join(', ')) : null),
		el('td', null, left > 0 ? `for ${duration(left)}` : 'stale'),
		el('td', {class: 'number middle'}, entry.status),
		el('td', {class: 'number middle'}, figure(entry.bytes, bytes(entry.bytes))),
		el('td', {class: 'wide'}, entry.route),
		el('td', null, el('span', {class: 'actions'}, known ? entryButtons(entry.url) : null)));
}

function entryButtons(target) {
	const explain = el('button', {type: 'button', class: 'small', click: () => {
		byId('explain-url').value = target;
		byId('explain-form').requestSubmit();
		byId('explain-title').scrollIntoView();
	}}, 'Explain');
	return settings.readOnly ? [explain] : [explain,
		el('button', {type: 'button', class: 'small', click: () => expire(target)}, 'Refresh…'),
		el('button', {type: 'button', class: 'small danger', click: () => evict('url', target)}, 'Evict…')];
}
