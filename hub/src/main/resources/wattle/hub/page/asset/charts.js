// Charts of wattle.hub.page.Chart: <figure class="chart" data-chart="JSON">. The table beside each holds the same numbers.
'use strict';

(() => {
  // The library is far larger than all else: it comes after the first paint, and only where there is something to draw.
  const { library } = document.currentScript.dataset;
  let coming;
  const loaded = () => coming ||= new Promise((done) => {
    requestAnimationFrame(() => setTimeout(() => {
      const script = document.createElement('script');
      script.src = library;
      script.onload = done;
      script.onerror = () => { coming = undefined; };
      document.head.append(script);
    }));
  });

  const symbols = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'roundRect', 'arrow', 'emptyCircle'];
  const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 6], [12, 4], [4, 4, 1, 4], [1, 3]];
  // Cividis, light to dark, so that dark is more.
  const amounts = ['#fee838', '#d9c75b', '#b0a66b', '#8a8779', '#666970', '#414d6b', '#1a386f', '#00224e'];
  const style = () => getComputedStyle(document.documentElement);
  const colour = (name) => style().getPropertyValue(name).trim();
  const paper = matchMedia('print');
  const paperWidth = 680; // Fits A4 and Letter within the usual margins, in CSS pixels.
  const still = () => paper.matches || matchMedia('(prefers-reduced-motion: reduce)').matches;
  const round = (value) => typeof value === 'number' ? Number(value.toPrecision(3)).toLocaleString('en') : value;
  const named = (given, value) => given.kind === 'category' ? given.categories[value] ?? ''
    : given.kind === 'time' ? new Date(value).toISOString().slice(0, 19).replace('T', ' ') : round(value);

  const axis = (given, ink, faint) => ({
    type: given.kind,
    name: given.unit ? `${given.name} (${given.unit})` + (given.kind === 'log' ? ', log scale' : '') : given.name,
    nameLocation: 'middle', nameGap: given.gap || 30,
    data: given.categories || undefined,
    min: given.min ?? undefined, max: given.max ?? undefined, scale: given.kind === 'value' && given.min == null ? given.scale === true : undefined,
    axisLabel: { color: ink, hideOverlap: true, formatter: given.kind === 'log' || given.kind === 'value' ? (v) => Math.abs(v) >= 1e6 || (v !== 0 && Math.abs(v) < 1e-3) ? v.toExponential() : v.toLocaleString('en') : undefined },
    nameTextStyle: { color: ink }, axisLine: { lineStyle: { color: colour('--line') } }, splitLine: { lineStyle: { color: faint } },
  });

  const points = (one) => one.points.map((p) => ({
    value: p.v, name: p.name || '', link: p.href,
    itemStyle: p.hollow ? { color: colour('--paper'), borderColor: colour(`--s${one.colour % 8}`), borderWidth: 2 } : undefined,
    symbolSize: p.size || undefined,
  }));

  const series = (one) => {
    const shade = colour(`--s${one.colour % 8}`);
    const common = { name: one.name, data: points(one), itemStyle: { color: shade }, emphasis: { focus: 'series' }, animation: !still() };
    switch (one.kind) {
      case 'line': return { ...common, type: 'line', step: one.step ? 'end' : false, showSymbol: one.symbols === true, symbol: symbols[one.colour % 8], connectNulls: false,
        lineStyle: { color: shade, width: 2, type: dashes[one.dash % 8], opacity: one.faded ? 0.75 : 1 }, stack: one.stack || undefined, areaStyle: one.area ? { color: shade, opacity: one.area } : undefined };
      case 'bar': return { ...common, type: 'bar', stack: one.stack || undefined };
      case 'heat': return { ...common, type: 'heatmap', itemStyle: { borderColor: colour('--paper'), borderWidth: 1 } };
      default: return { ...common, type: 'scatter', symbol: symbols[one.colour % 8], symbolSize: 9,
        itemStyle: { color: shade, opacity: one.faded ? 0.35 : 0.85 } };
    }
  };

  // A finger that moves over a picture moves the page: only a pointer drags. The fields of the form are there for all.
  const drags = (spec) => spec.x.dragged && matchMedia('(pointer: fine)').matches;

  const drag = (chart, figure, areas) => {
    const { firsts, lasts, firstField, lastField } = JSON.parse(figure.dataset.chart).x.dragged;
    const index = (pixel) => Math.max(0, Math.min(firsts.length - 1, Math.round(chart.convertFromPixel({ xAxisIndex: 0 }, pixel))));
    const [from, to] = areas[0].range.map(index).sort((a, b) => a - b);
    const first = document.getElementById(`f-${firstField}`);
    first.value = firsts[from];
    document.getElementById(`f-${lastField}`).value = lasts[to];
    first.form.requestSubmit();
  };

  const option = (spec) => {
    const ink = colour('--ink'); const faint = colour('--faint');
    const heat = spec.series.find((one) => one.kind === 'heat');
    const values = heat ? heat.points.map((p) => p.v[2]).filter((v) => v != null) : [];
    return {
      animation: !still(), useUTC: true, backgroundColor: 'transparent', textStyle: { fontFamily: 'system-ui, sans-serif', color: ink },
      aria: { enabled: true, description: spec.takeaway },
      grid: { left: spec.y.name ? 36 : 12, right: 24, top: spec.series.length > 1 ? 48 : 16, bottom: heat ? 84 : 44, containLabel: true, outerBoundsMode: 'same' },
      legend: spec.series.length > 1 ? { top: 0, type: 'scroll', textStyle: { color: ink } } : undefined,
      tooltip: { renderMode: 'richText', trigger: 'item', confine: true,
        formatter: (at) => [at.seriesName, at.name, at.data.label || `${spec.x.name}: ${named(spec.x, at.value[0])}${spec.x.unit ? ' ' + spec.x.unit : ''}`,
          spec.value ? `${spec.value}: ${round(at.value[2])} ${spec.valueUnit || ''}` : spec.y.kind !== 'category' && `${spec.y.name}: ${round(at.value[1])} ${spec.y.unit || ''}`].filter(Boolean).join('\n') },
      xAxis: axis({ gap: 28, ...spec.x }, ink, faint), yAxis: axis({ gap: spec.y.kind === 'log' ? 70 : 56, scale: spec.series.some((one) => one.kind === 'points'), ...spec.y }, ink, faint),
      visualMap: heat ? { min: spec.low ?? Math.min(...values), max: spec.high ?? Math.max(...values), calculable: true, orient: 'horizontal', left: 'center', bottom: 0,
        inRange: { color: amounts }, textStyle: { color: ink }, text: [spec.valueUnit || '', ''] } : undefined,
      brush: drags(spec) ? { xAxisIndex: 0, brushStyle: { color: 'rgba(120, 120, 120, .25)', borderColor: colour('--line') }, outOfBrush: { colorAlpha: 0.3 } } : undefined,
      dataZoom: spec.zoom ? [{ type: 'inside' }] : undefined,
      series: spec.series.map(series),
    };
  };

  const draw = (figure) => {
    const plot = figure.querySelector('.plot');
    const spec = JSON.parse(figure.dataset.chart);
    plot.setAttribute('role', 'img');
    plot.setAttribute('aria-label', `${spec.title}. ${spec.takeaway} The table below has the numbers; arrow keys go from point to point.`);
    plot.tabIndex = 0;
    if (!window.echarts) { loaded().then(() => { if (figure.isConnected) draw(figure); }); return; }
    const chart = echarts.getInstanceByDom(plot) || echarts.init(plot);
    chart.setOption(option(spec), true);
    chart.resize({ width: paper.matches ? paperWidth : 'auto' });
    if (drags(spec)) chart.dispatchAction({ type: 'takeGlobalCursor', key: 'brush', brushOption: { brushType: 'lineX', brushMode: 'single' } });
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = 'yes';
    chart.on('brushEnd', ({ areas }) => { if (areas.length) drag(chart, figure, areas); });
    chart.on('click', (at) => { if (at.data && at.data.link) location.assign(at.data.link); });
    let one = 0; let point = -1;
    plot.addEventListener('keydown', (event) => {
      const now = JSON.parse(figure.dataset.chart).series;
      if (event.key === 'ArrowRight') point = Math.min(point + 1, now[one].points.length - 1);
      else if (event.key === 'ArrowLeft') point = Math.max(point - 1, 0);
      else if (event.key === 'ArrowDown') { one = (one + 1) % now.length; point = 0; }
      else if (event.key === 'ArrowUp') { one = (one + now.length - 1) % now.length; point = 0; }
      else if (event.key === 'Escape') { chart.dispatchAction({ type: 'hideTip' }); return; }
      else if (event.key === 'Enter' && point >= 0 && now[one].points[point].href) { location.assign(now[one].points[point].href); return; }
      else return;
      event.preventDefault();
      chart.dispatchAction({ type: 'showTip', seriesIndex: one, dataIndex: point });
    });
    new ResizeObserver(() => chart.resize()).observe(plot);
  };

  const all = () => document.querySelectorAll('figure.chart[data-chart]').forEach(draw);
  window.wattleCharts = { draw, loaded };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', all); else all();
  document.addEventListener('htmx:afterSettle', all);
  for (const media of [matchMedia('(prefers-color-scheme: dark)'), paper]) media.addEventListener('change', all);
})();
