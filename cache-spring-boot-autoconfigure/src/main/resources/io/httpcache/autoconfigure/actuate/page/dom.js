'use strict';
// Building blocks. Whatever comes from outside becomes text, never markup.

const byId = (id) => document.getElementById(id);

/** An element; a property that is a function listens, `data` and `aria` become attributes. */
function el(tag, properties, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(properties || {})) {
		if (value === undefined || value === null || value === false) {
			continue;
		}
		if (typeof value === 'function') {
			element.addEventListener(name, value);
		}
		else {
			element.setAttribute(name, value === true ? '' : String(value));
		}
	}
	element.append(...children.flat().filter((child) => child !== null && child !== undefined).map((child) =>
		child instanceof Node ? child : document.createTextNode(String(child))));
	return element;
}

/** Sets a text only when it is another one, so that nothing flickers and selections stay. */
function say(element, text) {
	if (element.textContent !== String(text)) {
		element.textContent = text;
	}
}

function attribute(element, name, value) {
	if (element.getAttribute(name) !== String(value)) {
		element.setAttribute(name, value);
	}
}

/** Replaces children only when what they are made from has changed. */
function fill(element, source, make) {
	const key = JSON.stringify(source);
	if (element.filledFrom !== key) {
		element.filledFrom = key;
		element.replaceChildren(...make());
	}
}

/** What stands between backticks is code. */
const rich = (text) => String(text).split('`').map((part, i) => i % 2 ? el('code', null, part) : part);

/** A figure as people read it, with the exact one for programs. */
const figure = (value, text) => el('data', {value}, text);

function table(caption, heads, rows) {
	return el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption},
		el('table', null, el('thead', null, el('tr', null, heads.map((head) => el('th', {scope: 'col'}, head)))),
			el('tbody', null, rows)));
}

let toldTimer;

/** Tells the outcome of an action, to screen readers too. */
function tell(text) {
	byId('told').textContent = text;
	clearTimeout(toldTimer);
	toldTimer = setTimeout(() => byId('told').textContent = '', 8000);
}

/** Asks before anything changes; resolves to whether to go on. */
function confirmed(title, text, yes) {
	const dialog = byId('confirm');
	say(byId('confirm-title'), title);
	say(byId('confirm-text'), text);
	say(byId('confirm-yes'), yes);
	dialog.returnValue = 'no';
	dialog.showModal();
	return new Promise((resolve) => dialog.addEventListener('close',
		() => resolve(dialog.returnValue === 'yes'), {once: true}));
}
