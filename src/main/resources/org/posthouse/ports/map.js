'use strict';
// Draws the map from the facts in the page. Whatever is shown is set as text, never as markup.
(() => {
  const facts = JSON.parse(document.getElementById('facts').textContent);
  const by = id => document.getElementById(id);
  const make = (name, text, cls) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (cls) made.className = cls;
    return made;
  };
  const COLUMNS = 32;
  const last = facts.stops.length - 1;
  const cells = [];
  let stop = last;
  let chosen = 57;

  // What a port is at a stop: [stop, cell, title] of the last turn up to it.
  const at = (port, when) => {
    let found = facts.ports[port].s[0];
    for (const turn of facts.ports[port].s) if (turn[0] <= when) found = turn;
    return found;
  };

  const map = by('map');
  for (let row = 0; row < facts.ports.length; row += COLUMNS) {
    const line = make('div');
    line.setAttribute('role', 'row');
    for (let port = row; port < row + COLUMNS; port++) {
      const cell = make('button', String(port));
      cell.type = 'button';
      cell.setAttribute('role', 'gridcell');
      cell.tabIndex = -1;
      cell.addEventListener('click', () => {
        choose(port);
        if (matchMedia('(max-width: 900px)').matches) by('dossier').scrollIntoView(); // it is below
      });
      line.append(cell);
      cells.push(cell);
    }
    map.append(line);
  }

  // A narrow window shows half a row in a line.
  const line = () => cells.findIndex(cell => cell.offsetTop > cells[0].offsetTop);

  map.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -line(), ArrowDown: line() }[event.key];
    const end = { Home: 0, End: cells.length - 1 }[event.key];
    const next = end ?? cells.indexOf(document.activeElement) + step;
    if (!(next >= 0 && next < cells.length)) return;
    event.preventDefault();
    choose(next);
    cells[next].focus();
  });

  const draw = () => {
    const counts = facts.words.map(() => 0);
    cells.forEach((cell, port) => {
      const [, kind, title] = at(port, stop);
      counts[kind]++;
      cell.className = 's' + kind + (cell.classList.contains('hit') ? ' hit' : '');
      const words = 'Port ' + port + ', ' + facts.words[kind] + (title ? ', ' + title : '');
      cell.title = words;
      cell.setAttribute('aria-label', words);
    });
    by('date').textContent = facts.stops[stop][0];
    by('source').textContent = facts.stops[stop][1];
    by('when').value = stop;
    by('when').setAttribute('aria-valuetext', facts.stops[stop][0]);
    by('legend').replaceChildren(...facts.words.flatMap((word, kind) => {
      if (!counts[kind]) return [];
      const item = make('li');
      const patch = make('i', undefined, 's' + kind);
      patch.setAttribute('aria-hidden', 'true');
      item.append(patch, word + ' ', make('b', counts[kind].toLocaleString('en')));
      return [item];
    }));
    seek();
  };

  const section = (title, ...inside) => inside.length ? [make('h3', title), ...inside] : [];
  const list = lines => {
    const all = make('ul');
    lines.forEach(line => all.append(make('li', line)));
    return all;
  };
  const link = port => {
    if (port >= cells.length) return make('b', String(port));
    const made = make('a', String(port));
    made.href = '#' + port;
    made.addEventListener('click', event => { event.preventDefault(); choose(port); });
    return made;
  };

  const dossier = () => {
    const port = facts.ports[chosen];
    const [, kind, title] = at(chosen, stop);
    const story = make('ol', undefined, 'story');
    for (const [when, what, source] of port.h) {
      const [from, to = from] = when.split('..');
      const date = facts.stops[stop][0];
      const soft = /^\(numbers of|^no record/.test(what);
      const line = make('li', undefined, soft ? 'soft' : from <= date && date <= to ? 'now' : '');
      line.append(make('time', when + '  ·  ' + source), what);
      story.append(line);
    }
    const lineage = (port.l || []).map(([date, from, name, relation, to, other, source]) => {
      const line = make('p');
      line.append(date + ': ', link(from), ' ' + name + ' ' + relation + ' ', link(to), ' ' + other + ' ',
        make('span', '(' + source + ')', 'was'));
      return line;
    });
    const then = facts.stops[stop][0] + ': ' + facts.words[kind] + (title ? ', ' + title : '');
    by('dossier').replaceChildren(
      make('h2', 'Port ' + chosen),
      make('p', then, 'was'),
      ...section('Registered today', list(port.r || [])),
      ...section('History', story),
      ...(lineage.length ? section('Lineage', ...lineage) : []),
      ...(port.k ? section('Good to know', list(port.k)) : []));
    by('dossier').scrollTop = 0;
  };

  const choose = port => {
    cells[chosen].setAttribute('aria-selected', 'false');
    cells[chosen].tabIndex = -1;
    chosen = port;
    cells[port].setAttribute('aria-selected', 'true');
    cells[port].tabIndex = 0;
    dossier();
    place();
  };

  // The address of what is shown, to be kept or sent: #57, or #57@1981-09 for another date.
  const place = () => history.replaceState(null, '', '#' + chosen + (stop < last ? '@' + facts.stops[stop][0] : ''));

  const seek = () => {
    const wanted = by('find').value.trim().toLowerCase();
    map.classList.toggle('seeking', wanted !== '');
    cells.forEach((cell, port) => {
      const [, kind, title] = at(port, stop);
      const hit = wanted !== '' && (String(port) === wanted || title.toLowerCase().includes(wanted)
        || facts.words[kind].startsWith(wanted));
      cell.classList.toggle('hit', hit);
    });
  };

  const go = to => { stop = to; draw(); dossier(); place(); };
  let playing = 0;
  const play = on => {
    clearInterval(playing);
    playing = 0;
    by('play').textContent = on ? 'Pause' : 'Play';
    by('play').setAttribute('aria-pressed', String(on));
    if (!on) return;
    if (stop === last) go(0);
    playing = setInterval(() => stop === last ? play(false) : go(stop + 1), 900);
  };

  by('when').max = last;
  by('marks').replaceChildren(...facts.stops.map((_, i) => { const o = make('option'); o.value = i; return o; }));
  by('when').addEventListener('input', event => { play(false); go(Number(event.target.value)); });
  by('play').addEventListener('click', () => play(!playing));
  by('find').addEventListener('input', seek);
  by('data').textContent = 'Data: ' + facts.dates + '.';
  const open = () => {
    const asked = /^#(\d{1,4})(?:@([\d-]{4,10}))?$/.exec(location.hash);
    const date = asked && asked[2] ? asked[2] : '9999';
    stop = Math.max(0, facts.stops.findLastIndex(one => one[0] <= date));
    draw();
    choose(asked && Number(asked[1]) < cells.length ? Number(asked[1]) : chosen);
  };
  window.addEventListener('hashchange', open);
  open();
})();
