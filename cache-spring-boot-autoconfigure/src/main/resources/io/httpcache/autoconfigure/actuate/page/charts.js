// Hit rate and time saved, from what the server kept and what this page saw since.

const points = [];
let charts = [];

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
		rates.push(requests > 0 ? (after.answered - before.answered) / requests * 100 : null);
		saved.push((after.saved - before.saved) / 1000 / seconds * 60);
	}
	return {times, rates, saved};
}

function renderCharts() {
	const {times, rates, saved} = series();
	const seen = rates.filter((rate) => rate !== null);
	drawChart(0, 'chart-hits', times, rates, seen.length > 0, 'Hit rate', '%', '--series-a', [0, 100]);
	drawChart(1, 'chart-saved', times, saved, saved.some((it) => it > 0), 'Saved', ' s', '--series-b', null);
	if (seen.length > 0) {
		const minutes = Math.max(1, Math.round((times[times.length - 1] - times[0]) / 60));
		attribute(byId('chart-hits'), 'aria-label', `Hit rate over the last ${minutes} minutes: from ${
			Math.round(seen[0])} % to ${Math.round(seen[seen.length - 1])} %, lowest ${Math.round(Math.min(...seen))} %, highest ${
			Math.round(Math.max(...seen))} %`);
		attribute(byId('chart-saved'), 'aria-label', `Waiting saved over the last ${minutes} minutes: now ${
			Math.round(saved[saved.length - 1])} seconds in each minute, at most ${Math.round(Math.max(...saved))}`);
	}
}

function drawChart(i, id, times, values, hasData, label, unit, color, range) {
	const box = byId(id);
	if (!hasData) {
		if (!charts[i]) {
			fill(box, 'none', () => [el('p', {class: 'muted'}, 'The line begins with the next requests.')]);
		}
		return;
	}
	if (!charts[i]) {
		box.filledFrom = null;
		box.replaceChildren();
		charts[i] = new uPlot(chartOptions(box, label, unit, color, range), [times, values], box);
	}
	charts[i].setData([times, values]);
}

function chartOptions(box, label, unit, color, range) {
	const css = getComputedStyle(document.documentElement);
	const line = css.getPropertyValue('--line').trim();
	const muted = css.getPropertyValue('--muted').trim();
	const stroke = css.getPropertyValue(color).trim();
	const axis = {stroke: muted, grid: {stroke: line, width: 1}, ticks: {stroke: line, width: 1}, font: '12px system-ui, sans-serif'};
	return {
		width: box.clientWidth, height: 200, cursor: {y: false, drag: {x: false, y: false}},
		scales: {y: {range: range ? () => range : (self, min, max) => [0, Math.max(max * 1.1, 1)]}},
		axes: [{...axis, values: (self, ticks) => ticks.map((tick) => clock(tick * 1000).slice(0, 5)), space: 60},
			{...axis, size: 52, values: (self, ticks) => ticks.map((tick) => tick + unit)}],
		series: [{label: 'Time', value: (self, value) => value === null ? '–' : clock(value * 1000)},
			{label, stroke, width: 2, fill: stroke + '22', spanGaps: true, points: {show: points.length < 4},
				value: (self, value) => value === null || value === undefined ? '–' : `${value.toFixed(1)}${unit}`}]
	};
}

// Colours and sizes are drawn into the picture, so it is made anew when they change
function redrawCharts() {
	charts.forEach((chart) => chart && chart.destroy());
	charts = [];
	renderCharts();
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawCharts);
new ResizeObserver(() => charts.forEach((chart) => chart && chart.setSize(
	{width: chart.root.parentElement.clientWidth, height: 200}))).observe(byId('chart-hits'));
