// Words and figures.

const whole = new Intl.NumberFormat('en');
const tenths = new Intl.NumberFormat('en', {maximumFractionDigits: 1});

const count = (value) => whole.format(value);
const percent = (value) => tenths.format(value * 100) + '\u00a0%';
const clock = (value) => new Date(value).toLocaleTimeString('en-GB');

function bytes(value) {
	if (value < 0) {
		return 'unknown';
	}
	const units = ['B', 'kB', 'MB', 'GB', 'TB'];
	let unit = 0;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}
	return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

function duration(millis) {
	const seconds = millis / 1000;
	if (seconds < 1) {
		return `${Math.round(millis)} ms`;
	}
	if (seconds < 60) {
		return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
	}
	if (seconds < 3600) {
		return `${Math.floor(seconds / 60)} min` + (seconds < 600 ? ` ${Math.floor(seconds % 60)} s` : '');
	}
	if (seconds < 86400) {
		return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
	}
	return `${Math.floor(seconds / 86400)} d ${Math.floor(seconds % 86400 / 3600)} h`;
}

const STATUS = {
	HEALTHY: {word: 'Healthy', icon: '✓'},
	INVESTIGATE: {word: 'Investigate', icon: '!'},
	CRITICAL: {word: 'Critical', icon: '✕'},
	UNKNOWN: {word: 'Too early to say', icon: '?'}
};

const badge = (status) => el('span', {class: 'badge', 'data-status': status}, STATUS[status].icon + ' ' +
	(status === 'UNKNOWN' ? 'Unknown' : STATUS[status].word));

const OUTCOME = {
	HIT: ['Hit', 'HEALTHY', 'answered from the cache'],
	STALE: ['Stale', 'INVESTIGATE', 'answered from the cache with a stale response, as allowed'],
	STALE_IF_ERROR: ['Stale on error', 'CRITICAL', 'the origin failed, a stale response stood in'],
	REVALIDATED: ['Revalidated', 'UNKNOWN', 'the origin confirmed what was stored'],
	COLLAPSED: ['Shared', 'HEALTHY', 'answered with the response to the same request under way'],
	MISS: ['Miss', 'UNKNOWN', 'answered by the origin'],
	BYPASS: ['Bypass', 'UNKNOWN', 'the cache stood aside'],
	UNSATISFIABLE: ['Unsatisfiable', 'CRITICAL', '504: only a stored response would have done']
};

const outcomeBadge = (outcome) => el('span', {class: 'badge', 'data-status': (OUTCOME[outcome] || [])[1] || 'UNKNOWN'},
	(OUTCOME[outcome] || [outcome])[0]);

const REASON = {
	POSITION: 'an interceptor stands before the cache',
	DISABLED: 'caching is off for this route',
	REQUESTED: 'the request asked to pass by the cache',
	METHOD: 'a method that is not cached here',
	CREDENTIAL: 'the credential is a new one each time',
	PARTITION: 'the partition resolver gave none',
	REQUEST_BODY: 'the request body is too large for a key',
	MUTATION: 'a GraphQL mutation',
	REQUEST_NO_STORE: 'the request said no-store',
	ONLY_IF_CACHED: 'the request wanted a stored response only',
	RANGE: 'a range that is not stored',
	PARTIAL_CONTENT: 'a partial response is not stored',
	STATUS: 'a status that is not stored',
	NO_STORE: 'the origin said no-store',
	PRIVATE: 'the origin said private',
	AUTHORIZATION: 'a shared cache may not store answers to authorized requests',
	COOKIE: 'the request had a cookie',
	SET_COOKIE: 'the response sets a cookie',
	VARY_STAR: 'the origin said Vary: *',
	NO_FRESHNESS: 'nothing says how long it may be used',
	TOO_LARGE: 'the body is too large',
	STREAMING: 'a stream, handed on as it arrives',
	SLOW_BODY: 'the body came too slowly',
	MAX_IN_FLIGHT: 'too many bodies at once',
	TRUNCATED: 'the body was cut off',
	INVALIDATED: 'it was invalidated meanwhile',
	READ_ONLY: 'the cache is read-only',
	FILTERED: 'the storage filter refused',
	STORE: 'the store failed',
	STALE_IF_ERROR: 'the origin failed',
	SOFT_TIMEOUT: 'the origin took too long',
	OUTAGE: 'stale responses are allowed during an outage'
};

const GROWTH = {
	STABLE: 'Its size is stable.',
	LINEAR: 'It grows steadily. That is normal until it is warm or full.',
	UNBOUNDED: 'It grows faster and faster. Look for URLs that are new on every request.'
};

const WARM_UP = {
	NOT_CONFIGURED: 'Nothing is configured (httpcache.warm-up).',
	PENDING: 'It has not begun.',
	RUNNING: 'It goes on',
	DONE: 'Done',
	TIMED_OUT: 'Its time ended before it did',
	STOPPED: 'The application stopped before it ended'
};
