// Asks for the figures every few seconds, while somebody can see the page.

const PERIOD = 5000;
const path = location.pathname.replace(/\/+$/, '');
let paused = false;

async function send(target, options) {
	const headers = {Accept: 'application/json', ...((options || {}).headers || {})};
	// Where Spring Security keeps its token in a cookie, as it does for pages with scripts
	const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]+)/);
	if (token) {
		headers['X-XSRF-TOKEN'] = decodeURIComponent(token[1]);
	}
	const response = await fetch(path + target, {cache: 'no-store', credentials: 'same-origin', ...options, headers});
	if (!response.ok) {
		const told = await response.json().catch(() => ({}));
		// Spring's own errors have a time
		throw new Error(told.error && !told.timestamp ? told.error : refusal(response.status));
	}
	return response;
}

function refusal(status) {
	return status === 401 || status === 403 ? `The application refused this (${status}). Sign in, or ask for the permission.`
		: `The application answered with ${status}.`;
}

const ask = async (target) => (await send(target)).json();

async function refresh() {
	const [report, decisions, outage] = await Promise.all([ask(''), ask('/decisions?limit=50'), ask('/outage')]);
	const now = new Date();
	say(byId('kind'), `${report.mode === 'shared' ? 'shared' : 'private to each caller'}, store: ${report.store.type}`);
	renderVerdict(report);
	renderTiles(report);
	addPoint(report, now.toISOString());
	renderCharts();
	renderStore(report.store);
	renderWarmUp(report.warmUp);
	renderOutage(outage.allowances, report.routes);
	renderRoutes(report.routes);
	renderDecisions(decisions.decisions);
	say(byId('updated'), `${paused ? 'Paused, as of' : 'Updated'} ${clock(now)}`);
	byId('failure').hidden = true;
}

async function poll() {
	if (!paused && !document.hidden) {
		try {
			await refresh();
		}
		catch (error) {
			say(byId('failure'), `${error instanceof TypeError ? 'The application cannot be reached.' : error.message} What is shown here is old.`);
			byId('failure').hidden = false;
		}
	}
	setTimeout(poll, PERIOD);
}

byId('pause').addEventListener('click', () => {
	paused = !paused;
	attribute(byId('pause'), 'aria-pressed', paused);
	say(byId('pause'), paused ? 'Go on' : 'Pause');
});
byId('entries-form').addEventListener('submit', (event) => {
	event.preventDefault();
	searchEntries().catch((error) => tell(error.message));
});

ask('/history').then(seedCharts).catch(() => {}).then(poll);
searchEntries().catch(() => {});
