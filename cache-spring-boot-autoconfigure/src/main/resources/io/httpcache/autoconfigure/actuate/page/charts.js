// Hit rate and time saved, from what the server kept and what this page saw since.

const points = [];

const point = (time, requests, answered, saved) => ({time: Date.parse(time) / 1000, requests, answered, saved});

function seedCharts(history) {
	points.splice(0, 0, ...history.samples.map((it) => point(it.time, it.requests, it.answered, it.timeSavedMillis)));
}

/** The last point moves with the present until it is as far from the one before as others are. */
function addPoint(report, now) {
	const totals = report.totals;
	const next = point(now, totals.requests - totals.bypassed, totals.hits + totals.stale + totals.collapsed,
		totals.timeSavedMillis);
	const last = points[points.length - 1];
	if (last && (next.requests < last.requests || next.time < last.time)) {
		points.length = 0; // the application was restarted
	}
	if (points.length > 1 && last.time - points[points.length - 2].time < 15) {
		points.pop();
	}
	points.push(next);
	points.splice(0, Math.max(0, points.length - 720));
}

function series() {
	const times = [], rates = [], saved = [];
	for (let i = 1; i < points.length; i++) {
		const [before, after] = [points[i - 1], points[i]];
		const seconds = after.time - before.time;
		if (seconds <= 0) {
			continue;
		}
		const requests = after.requests - before.requests;
		times.push(after.time);
		rates.push(requests > 0 ? Math.max(0, Math.min(1, (after.answered - before.answered) / requests)) : null);
		saved.push((after.saved - before.saved) / 1000 / seconds * 60);
	}
	return {times, rates, saved};
}

const CHARTS = [
	{id: 'hits', name: 'Hit rate', color: '--series-a', say: percent, tick: percent, range: () => [0, 1]},
	{id: 'saved', name: 'Waiting saved in each minute', color: '--series-b', say: (seconds) => duration(seconds * 1000),
		tick: (seconds) => seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`,
		range: (self, min, max) => [0, Math.max(max * 1.1, 1)]}
];

function renderCharts() {
	const {times, rates, saved} = series();
	[rates, saved].forEach((values, i) => {
		const chart = CHARTS[i];
		if (chart.plot || values.some((value) => value > 0)) {
			drawChart(chart, times, values);
		}
		else {
			fill(byId('chart-' + chart.id), 'none', () => [el('p', {class: 'muted'}, 'The line begins with the first hits.')]);
		}
	});
}

function drawChart(chart, times, values) {
	const box = byId('chart-' + chart.id);
	if (!chart.plot) {
		box.filledFrom = null;
		box.replaceChildren();
		chart.plot = new uPlot(chartOptions(chart, box), [times, values], box);
	}
	chart.plot.setData([times, values]);
	sayValue(chart, chart.plot);
	const seen = values.filter((value) => value !== null);
	const minutes = Math.max(1, Math.round((times[times.length - 1] - times[0]) / 60));
	attribute(box, 'aria-label', `${chart.name} over the last ${minutes} minutes: ${chart.say(seen[0])} at first, ${
		chart.say(seen[seen.length - 1])} now, lowest ${chart.say(Math.min(...seen))}, highest ${chart.say(Math.max(...seen))}`);
}

/** The value under the pointer, else the latest there is. */
function sayValue(chart, plot) {
	const [times, values] = plot.data;
	const latest = values.findLastIndex((value) => value !== null);
	const i = plot.cursor.idx ?? latest;
	const value = values[i] ?? null;
	say(byId('now-' + chart.id), value === null ? '' : `${i === latest ? 'now' : clock(times[i] * 1000)}: ${chart.say(value)}`);
}

function chartOptions(chart, box) {
	const css = getComputedStyle(document.documentElement);
	const [line, muted, stroke] = ['--line', '--muted', chart.color].map((name) => css.getPropertyValue(name).trim());
	const axis = {stroke: muted, grid: {stroke: line, width: 1}, ticks: {stroke: line, width: 1}, font: '12px system-ui, sans-serif'};
	return {
		width: box.clientWidth, height: 200, legend: {show: false}, cursor: {y: false, drag: {x: false, y: false}},
		scales: {y: {range: chart.range}},
		axes: [{...axis, values: (self, ticks, i, space, step) => ticks.map((tick) => clock(tick * 1000).slice(0, step < 60 ? 8 : 5)), space: 70, size: 32},
			{...axis, size: 56, values: (self, ticks) => ticks.map(chart.tick)}],
		hooks: {setCursor: [(plot) => sayValue(chart, plot)]},
		series: [{}, {stroke, width: 2, fill: stroke + '22', spanGaps: true, points: {show: points.length < 4}}]
	};
}

// Colours and sizes are drawn into the picture, so it is made anew when they change
function redrawCharts() {
	CHARTS.forEach((chart) => {
		if (chart.plot) {
			chart.plot.destroy();
			chart.plot = null;
		}
	});
	renderCharts();
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawCharts);
new ResizeObserver(() => CHARTS.forEach((chart) => chart.plot && chart.plot.setSize(
	{width: byId('chart-' + chart.id).clientWidth, height: 200}))).observe(byId('chart-hits'));
