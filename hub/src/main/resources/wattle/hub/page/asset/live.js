// The page of a run that goes on: when its events say that something came, the page is fetched again and what differs is put in.
// Nothing is computed here: the server's page is the only one that knows the numbers.
'use strict';

(() => {
  const root = document.getElementById('live');
  const said = document.getElementById('live-said');
  const spoken = 30000;
  let looked = performance.now();
  let saidAt = -Infinity;
  let timer = 0;
  let busy = false;
  let held = false;
  let wanted = false;

  const time = (seconds) => {
    const s = Math.floor(seconds);
    if (s < 60) return `${s} s`;
    if (s < 3600) return `${Math.floor(s / 60)} min` + (s % 60 ? ` ${s % 60} s` : '');
    return `${Math.floor(s / 3600)} h` + (s % 3600 < 60 ? '' : ` ${Math.floor(s % 3600 / 60)} min`);
  };

  // Makes one element like another and leaves alone what is the same: focus, open details and drawings stay.
  const kept = new Set(['open', 'data-drawn']);
  const morph = (now, then) => {
    if (now.nodeType !== then.nodeType || now.nodeName !== then.nodeName || now.id !== then.id) { now.replaceWith(then); return; }
    if (now.nodeType !== Node.ELEMENT_NODE) { if (now.data !== then.data) now.data = then.data; return; }
    if (now.classList.contains('plot') || now.id === 'live-hold') return;
    for (const { name, value } of [...then.attributes]) if (now.getAttribute(name) !== value) now.setAttribute(name, value);
    for (const { name } of [...now.attributes]) if (!then.hasAttribute(name) && !kept.has(name)) now.removeAttribute(name);
    const ours = [...now.childNodes]; const theirs = [...then.childNodes];
    theirs.forEach((each, i) => { if (i < ours.length) morph(ours[i], each); else now.append(each); });
    ours.slice(theirs.length).forEach((each) => each.remove());
  };

  // All charts of the run have one time axis: their plots begin and end at the same place.
  const align = () => {
    if (!window.echarts) return;
    const charts = [...root.querySelectorAll('#live-charts figure.chart .plot')].map((plot) => echarts.getInstanceByDom(plot)).filter(Boolean);
    const narrow = root.clientWidth < 600;
    charts.forEach((chart) => { chart.group = 'live'; chart.setOption({ grid: { left: narrow ? 64 : 84, right: 24, containLabel: false, outerBoundsMode: 'none' }, yAxis: { nameGap: narrow ? 48 : 56 } }); });
    echarts.connect('live');
  };

  const draw = () => {
    root.querySelectorAll('figure.chart[data-chart]').forEach((figure) => {
      if (figure.dataset.chart === figure.drawnFrom) return;
      figure.drawnFrom = figure.dataset.chart;
      window.wattleCharts.draw(figure);
    });
    if (root.querySelector('figure.chart')) window.wattleCharts.loaded().then(align);
  };

  const speak = () => {
    if (performance.now() - saidAt < spoken || said.textContent === root.dataset.summary) return;
    saidAt = performance.now();
    said.textContent = root.dataset.summary;
  };

  const look = async () => {
    timer = 0;
    if (held || document.hidden) { wanted = true; return; }
    busy = true; wanted = false;
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store' });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        looked = performance.now();
        morph(root, page.getElementById('live'));
        draw(); speak();
      } else if (answer.status === 404) { over(); location.reload(); }
    } catch { /* The server is away: the page says how old it is, and the events come again by themselves. */ }
    busy = false;
    if (wanted) soon();
  };

  // Once a second at most, and no oftener than something new can be drawn.
  const soon = () => {
    if (busy) { wanted = true; return; }
    if (timer) return;
    const pause = 1000 * Math.max(1, Number(root.dataset.every)) - (performance.now() - looked);
    timer = setTimeout(look, Math.max(0, pause));
  };

  const heard = () => {
    const at = document.getElementById('live-heard');
    if (!at) return;
    const age = Number(root.dataset.silence) + (performance.now() - looked) / 1000;
    const stale = age >= Number(root.dataset.stale);
    at.textContent = `${stale ? 'stale: ' : ''}last heard of ${time(age)} ago`;
    at.className = stale ? 'wrong' : 'small';
  };

  const over = () => { if (source) source.close(); clearInterval(ticking); };

  let source = null;
  let ticking = 0;
  document.addEventListener('visibilitychange', () => { if (!document.hidden && wanted) soon(); });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('#live-hold');
    if (!button) return;
    held = !held;
    button.setAttribute('aria-pressed', String(held));
    button.textContent = held ? 'Held: go on' : 'Hold still';
    if (!held && wanted) soon();
  });
  addEventListener('load', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => setTimeout(align));

  if (root.dataset.events) {
    ticking = setInterval(() => {
      heard();
      if (!root.dataset.events) over();
      // Where no events can be had, or the sender is silent, it is looked at all the same, but seldom.
      else if (performance.now() - looked > 30000) soon();
    }, 1000);
    source = new EventSource(root.dataset.events);
    source.addEventListener('sample', soon);
    source.addEventListener('state', soon);
  }
})();
