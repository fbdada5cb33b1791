// The charts, from the figures in the page; and tables that sort.
const charts = JSON.parse(document.getElementById('charts').textContent);
const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
const amount = (value, currency) =>
    value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: Math.abs(value) < 0.01 ? 8 : 2 })
    + (currency ? ' ' + currency : '');
const height = 260;
const font = '12px system-ui, sans-serif';
const drawn = [];

function axis(more) {
    return {
        stroke: () => color('quiet'),
        font,
        grid: { stroke: () => color('line'), width: 1 },
        ticks: { show: false },
        ...more,
    };
}

function money() {
    return axis({
        size: (u, values) => Math.max(44, ...(values ?? []).map(value => 12 + 7 * String(value).length)),
        values: (u, splits) => splits.map(value => value.toLocaleString('en-US', { maximumFractionDigits: 8 })),
    });
}

// What the pointer is at, in words.
function tip(lines) {
    const box = document.createElement('div');
    box.className = 'tip';
    box.hidden = true;
    return {
        hooks: {
            init: u => {
                u.over.append(box);
                u.over.addEventListener('mouseleave', () => box.hidden = true);
            },
            setCursor: u => {
                const at = u.cursor.idx;
                box.hidden = at == null || u.cursor.left < 0;
                if (box.hidden)
                    return;
                const [title, ...rest] = lines(at);
                const strong = document.createElement('strong');
                strong.textContent = title;
                box.replaceChildren(strong, ...rest.map(line => Object.assign(document.createElement('div'), { textContent: line })));
                const left = u.cursor.left > u.over.clientWidth / 2 ? u.cursor.left - box.offsetWidth - 12 : u.cursor.left + 12;
                box.style.transform = `translate(${Math.max(-40, left)}px, ${Math.max(0, u.cursor.top - box.offsetHeight)}px)`;
            },
        },
    };
}

function spending(chart) {
    const last = chart.labels.length - 1;
    const bars = uPlot.paths.bars({ size: [0.72, 44], radius: 0.08 });
    const bar = name => ({ fill: () => color(name), stroke: () => color(name), width: 0, paths: bars, points: { show: false } });
    return {
        options: {
            scales: { x: { time: false, range: [-0.6, last + 0.6] }, y: { range: (u, min, max) => [0, max * 1.08 || 1] } },
            axes: [
                axis({
                    grid: { show: false },
                    space: 64,
                    incrs: [1, 2, 3, 4, 5, 7, 10, 14, 21, 28, 50, 100, 200],
                    values: (u, splits) => splits.map(at => chart.labels[at] ?? ''),
                }),
                money(),
            ],
            series: [{}, bar('refunded'), bar('spent')],
        },
        // One bar on the other: the whole behind, and what was spent before it.
        data: [chart.labels.map((_, at) => at), chart.spent.map((spent, at) => spent + chart.refunded[at]), chart.spent],
        lines: at => [
            chart.names[at],
            `Spent ${amount(chart.spent[at], chart.currency)}`,
            `Refunded ${amount(chart.refunded[at], chart.currency)}`,
            `${chart.orders[at].toLocaleString('en-US')} ${chart.orders[at] === 1 ? 'order' : 'orders'}`,
        ],
    };
}

// The page has the person's clock as if it were UTC's.
function clock(seconds, step) {
    const [day, time] = new Date(seconds * 1000).toISOString().slice(0, 16).split('T');
    return step < 86400
        ? `${day} ${time}`
        : new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

function balance(chart) {
    const stepped = uPlot.paths.stepped({ align: 1 });
    const series = chart.series.map((_, number) => ({
        stroke: () => color('series' + number % 6),
        width: 2,
        paths: stepped,
        spanGaps: true,
        points: { show: false },
    }));
    const known = (balances, at) => {
        while (at > 0 && balances[at] == null)
            at--;
        return balances[at];
    };
    return {
        options: {
            tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
            scales: { x: { time: true }, y: { range: (u, min, max) => [Math.min(0, min), max * 1.08 || 1] } },
            axes: [
                axis({
                    grid: { show: false },
                    space: 80,
                    values: (u, splits, at, space, step) => splits.map(when => clock(when, step)),
                }),
                money(),
            ],
            series: [{}, ...series],
        },
        data: [chart.times, ...chart.series.map(one => one.balances)],
        lines: at => [
            clock(chart.times[at], 0),
            ...chart.series.filter(one => known(one.balances, at) != null)
                .map(one => `${one.panel} ${amount(known(one.balances, at), chart.currency)}`),
        ],
    };
}

document.querySelectorAll('.chart').forEach((place, number) => {
    const chart = charts[number];
    const { options, data, lines } = (chart.kind === 'spending' ? spending : balance)(chart);
    const plot = new uPlot({
        width: place.clientWidth,
        height,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        plugins: [tip(lines)],
        ...options,
    }, data, place);
    drawn.push(plot);
    new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height })).observe(place);

    // The arrow keys point as well.
    place.addEventListener('keydown', event => {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!step)
            return;
        event.preventDefault();
        const from = plot.cursor.idx == null ? (step > 0 ? -1 : data[0].length) : plot.cursor.idx;
        const to = Math.min(Math.max(from + step, 0), data[0].length - 1);
        plot.setCursor({ left: plot.valToPos(data[0][to], 'x'), top: 20 });
    });
    place.addEventListener('blur', () => plot.setCursor({ left: -10, top: -10 }));
});

// Bars keep the colours that they were made with.
const redraw = () => drawn.forEach(plot => plot.redraw());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
for (const [event, prints] of [['beforeprint', true], ['afterprint', false]]) {
    addEventListener(event, () => {
        document.documentElement.classList.toggle('print', prints);
        redraw();
    });
}

// A first click puts the largest numbers, or the first words, on top.
for (const table of document.querySelectorAll('table.sorts')) {
    for (const button of table.querySelectorAll('th button')) {
        button.addEventListener('click', () => {
            const head = button.closest('th');
            const before = head.getAttribute('aria-sort');
            const isNumber = head.classList.contains('number');
            const way = before ? (before === 'ascending' ? 'descending' : 'ascending') : (isNumber ? 'descending' : 'ascending');
            for (const other of head.parentNode.children)
                other.removeAttribute('aria-sort');
            head.setAttribute('aria-sort', way);

            const value = row => {
                const cell = row.cells[head.cellIndex];
                return isNumber ? Number(cell.dataset.value ?? cell.textContent.replaceAll(',', '')) : cell.textContent;
            };
            const compare = isNumber ? (a, b) => a - b : (a, b) => a.localeCompare(b, undefined, { numeric: true });
            const rows = [...table.tBodies[0].rows].sort((a, b) => compare(value(a), value(b)) * (way === 'ascending' ? 1 : -1));
            table.tBodies[0].append(...rows);
        });
    }
}
