// Draws the options in a page's figures. What JSON cannot hold is added here: an interval is a line from its low end to its
// high one, with a stroke across each.
function interval(params, api) {
  const [low, high] = [0, 1].map(end => api.coord([api.value(end), api.value(2)]));
  const stroke = (x1, y1, x2, y2) => ({type: 'line', shape: {x1, y1, x2, y2}, style: {stroke: '#222', lineWidth: 1.5}});
  const across = ([x, y]) => stroke(x, y - 4, x, y + 4);
  return {type: 'group', children: [stroke(...low, ...high), across(low), across(high)]};
}
for (const figure of document.querySelectorAll('figure')) {
  const option = JSON.parse(figure.firstElementChild.textContent);
  option.series.filter(series => series.type === 'custom').forEach(series => { series.renderItem = interval; });
  echarts.init(figure, null, {renderer: 'svg'}).setOption(option);
}
