import BrowserDriver
import Groundwork
import Testing

/// The modules that touch no page, each against plain cases.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct ModuleTests {
  private func value<Value: Decodable & Sendable>(
    _ module: String, _ statements: String, as type: Value.Type = Value.self
  ) async throws -> Value {
    let server = try PageServer.start()
    defer { server.stop() }
    return try await Browser.withPage { page in
      try await page.open(server.address)
      return try await page.evaluate(
        """
        (async function () {
          const m = await import(\(JSONValue.string(server.address + module).serialized()));
          \(statements)
        })()
        """)
    }
  }

  @Test func fragmentsAreGroupedIntoTheirLetter() async throws {
    // "a", then the two bytes of "ė" one each, a token that adds something, a gap, and "b" that two tokens share.
    let groups: [[Int]] = try await value(
      "groups.js",
      """
      const bytes = new TextEncoder().encode("aė b");
      const tokens = { starts: [0, 1, 2, 3, 4, 4], ends: [1, 2, 3, 3, 5, 5] };
      const isBoundary = (at) => at >= bytes.length || (bytes[at] & 0xc0) !== 0x80;
      return m.groupTokens(tokens, isBoundary, 0, 5).map((one) => [one.start, one.end, one.first, one.next]);
      """)
    #expect(groups == [[0, 1, 0, 1], [1, 3, 1, 3], [3, 3, 3, 4], [3, 4, 4, 4], [4, 5, 4, 6]])
  }

  @Test func groupsCoverEveryTextInOrder() async throws {
    let faults: [String] = try await value(
      "groups.js",
      """
      let seed = 7;
      const random = (limit) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % limit; };
      const faults = [];
      for (let round = 0; round < 300; round += 1) {
        let text = "";
        for (let at = random(12); at > 0; at -= 1) text += ["a", "ė", "中", "😀", " "][random(5)];
        const bytes = new TextEncoder().encode(text);
        const starts = [], ends = [];
        for (let at = random(3); at < bytes.length;) {
          const end = Math.min(bytes.length, at + random(4));
          starts.push(at); ends.push(end);
          at = end + (random(5) === 0 ? 1 : 0) - (random(6) === 0 && end > at ? 1 : 0) + (end === at ? 1 : 0);
        }
        const isBoundary = (at) => at <= 0 || at >= bytes.length || (bytes[at] & 0xc0) !== 0x80;
        const groups = m.groupTokens({ starts, ends }, isBoundary, 0, bytes.length);
        let done = 0, next = 0;
        for (const group of groups) {
          if (group.start !== done && isBoundary(done)) faults.push(round + ": a hole at " + done);
          if (!isBoundary(group.end)) faults.push(round + ": ends within a letter");
          if (group.first !== next) faults.push(round + ": a token is lost");
          done = group.end; next = group.next;
        }
        if (done !== bytes.length || next !== starts.length) faults.push(round + ": not to the end");
      }
      return faults;
      """)
    #expect(faults == [])
  }

  @Test func lanesThatAreCutAlikeAreFound() async throws {
    let text: String = try await value(
      "spans.js",
      """
      const one = { starts: [0, 2, 4], ends: [2, 4, 6] };
      const other = { starts: [0, 3], ends: [3, 6] };
      const same = { starts: [0, 2, 4], ends: [2, 4, 6] };
      const late = { starts: [0, 2], ends: [2, 6] };
      return JSON.stringify([
        m.alike([one, other, same, late]), m.cutOtherwise(late, one), m.cutOtherwise(one, one),
      ]);
      """)
    #expect(
      text
        == #"[[[0,2],[1],[3]],[false,true],[false,false,false]]"#
    )
  }

  @Test func spansThatTouchAreFoundAsByLookingAtAll() async throws {
    let faults: [String] = try await value(
      "spans.js",
      """
      let seed = 3;
      const random = (limit) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % limit; };
      const faults = [];
      for (let round = 0; round < 500; round += 1) {
        const groups = [];
        for (let at = 0; at < 20;) { const end = at + random(4); groups.push({ start: at, end }); at = end === at ? at + 1 : end; if (end !== at) groups.push({ start: end, end: at }); }
        const start = random(20), end = start + random(5);
        const [from, to] = m.touching(groups, start, end);
        groups.forEach((group, place) => {
          const touches = group.start < end && start < group.end;
          if (touches && (place < from || place >= to)) faults.push(JSON.stringify([groups, start, end]));
        });
        for (let place = from; place < to; place += 1) {
          if (groups[place].end < start || groups[place].start > Math.max(end, start)) faults.push("too much: " + JSON.stringify([groups[place], start, end]));
        }
      }
      return faults.slice(0, 3);
      """)
    #expect(faults == [])
  }

  @Test func theStateComesBackFromTheAddress() async throws {
    let faults: [String] = try await value(
      "fragment.js",
      """
      const faults = [];
      const state = { ...m.plainState, view: "explain", tokenizers: ["a,b", "c d+e", "ž&=#%"], text: "a+b &=#%\\n\\u0000 ž 😀", second: " ", baseline: "c d+e", from: 7,
        spaces: true, bytes: true, specials: "parse", one: "a,b", search: "^[+]?", as: "regex", least: "0", page: 3, split: "\\\\s+(?!\\\\S)" };
      const { isLong, ...back } = m.fromFragment("#" + m.toFragment(state));
      for (const key of Object.keys(state)) if (JSON.stringify(back[key]) !== JSON.stringify(state[key])) faults.push(key + ": " + JSON.stringify(back[key]));
      if (m.toFragment(m.plainState) !== "") faults.push("the plain state has a fragment");
      const long = m.fromFragment(m.toFragment({ ...state, text: "ž".repeat(5000) }));
      if (!long.isLong || long.text !== "") faults.push("a long text");
      const odd = m.fromFragment("#v=<script>&at=-1&page=1e9&text=%E0%A4%A&nonsense&=&t=,,&specials=x&__proto__=1");
      if (odd.view !== "tokens" || odd.from !== 0 || odd.page !== 0 || odd.text !== "%E0%A4%A" || odd.tokenizers.length !== 0 || odd.specials !== "reference") faults.push(JSON.stringify(odd));
      return faults;
      """)
    #expect(faults == [])
  }

  /// The newest counts; what runs is cancelled only when it is old; a late answer of a cancelled question is dropped.
  @Test func answersComeInOrderAndOldQuestionsAreCancelled() async throws {
    let log: [String] = try await value(
      "latest.js",
      """
      const log = [];
      const open = new Map();
      const sleep = (time) => new Promise((done) => setTimeout(done, time));
      const latest = new m.Latest((question, signal) => new Promise((done, fail) => {
        log.push("run " + question);
        open.set(question, done);
        signal.addEventListener("abort", () => log.push("abort " + question));
      }), (answer) => log.push("got " + answer), (error) => log.push("fault " + error.message), { patience: 60 });
      latest.ask(1); latest.ask(2); latest.ask(3);
      await sleep(10);
      open.get(1)("one"); await sleep(10);
      latest.ask(4); await sleep(100);
      open.get(3)("three"); await sleep(10);
      open.get(4)("four"); await sleep(10);
      latest.ask(5); latest.cancel(); open.get(5)?.("five"); await sleep(80);
      return log;
      """)
    #expect(
      log == [
        "run 1", "got one", "run 3", "abort 3", "run 4", "got four", "run 5", "abort 5",
      ])
  }

  @Test func theWindowFollowsTheCaretAndKeepsLettersWhole() async throws {
    let faults: [String] = try await value(
      "window.js",
      """
      const faults = [];
      const bytes = new TextEncoder().encode("žemė 😀 中文\\n".repeat(2000));
      const isBoundary = (at) => at >= bytes.length || (bytes[at] & 0xc0) !== 0x80;
      for (const lanes of [1, 8, 32]) {
        let from = 0;
        for (let caret = 0; caret <= bytes.length; caret += 997) {
          from = m.follow(bytes, from, lanes, caret);
          const [start, end] = m.windowAt(bytes, from, lanes);
          if (!isBoundary(start) || !isBoundary(end)) faults.push("within a letter");
          if (caret < start || caret > end) faults.push("the caret is outside: " + caret);
          if (end - start > m.windowSize(lanes)) faults.push("too wide");
        }
      }
      if (String(m.windowAt(bytes.subarray(0, 900), 500, 8)) !== "0,900") faults.push("a short text is not whole");
      return faults;
      """)
    #expect(faults == [])
  }

  @Test func theFieldHoldsAPartOfALongText() async throws {
    let faults: [String] = try await value(
      "part.js",
      """
      const faults = [];
      if (String(m.partAround("😀".repeat(1000), 5)) !== "0,2000") faults.push("a short text is not whole");
      for (const text of ["😀".repeat(100_001), "ab\\n".repeat(90_000), "x" + "😀".repeat(100_000)]) {
        for (const place of [-5, 0, 1, 29_999, 100_000, text.length - 1, text.length, text.length + 9]) {
          const [from, to] = m.partAround(text, place);
          if (text.slice(from, to).isWellFormed() !== true) faults.push("within a letter");
          if (place >= 0 && place <= text.length && (place < from || place > to)) faults.push("not around " + place);
          if (to - from > 24_001 || to - from < 19_999) faults.push("of length " + (to - from));
        }
      }
      return faults;
      """)
    #expect(faults == [])
  }

  @Test func whatCannotBeSeenHasASignOrAName() async throws {
    let shown: [String] = try await value(
      "visible.js",
      """
      return ["a b", "\\u0000\\n\\r\\t", "\\u202Ex\\u200B", "\\u0301a", "👨\\u200D👩", "\\u200D", "e\\u0301", "\\uE000\\uFFFE"].map(m.visibleText);
      """)
    #expect(
      shown == [
        "a·b", "⟨NUL⟩⏎⟨CR⟩⇥", "⟨RLO⟩x⟨ZWSP⟩", "\u{25CC}\u{301}a", "👨\u{200D}👩", "⟨ZWJ⟩", "e\u{301}",
        "⟨U+E000⟩⟨U+FFFE⟩",
      ])
  }

  @Test func mergesStandUnderWhatTheyTakeTogether() async throws {
    let places: String = try await value(
      "tree.js",
      """
      return JSON.stringify(m.treePlaces({ symbolEnds: [1, 3, 4, 5], merges: [{ start: 3, middle: 4, end: 5 }, { start: 0, middle: 1, end: 3 }, { start: 0, middle: 3, end: 5 }] }));
      """)
    #expect(
      places == #"[{"row":1,"from":2,"to":4},{"row":1,"from":0,"to":2},{"row":2,"from":0,"to":4}]"#)
  }

  @Test func tryingAgainTakesLongerEachTimeUpToTenSeconds() async throws {
    let pauses: [Int] = try await value("connection.js", "return [0, 1, 2, 4, 5, 60].map(m.pause);")
    #expect(pauses == [500, 1000, 2000, 8000, 10_000, 10_000])
  }
}
