// Asking while somebody types: one question at a time, the newest counts, answers come in order.

/**
 * Runs the newest of many questions.
 *
 * A question that comes while another runs waits for it as long as `patience` says, so that fast typing does not starve the page; older
 * runs are cancelled through their AbortSignal. An answer is given on only if no later question was answered before.
 */
export class Latest {
  /**
   * @param {(question: any, signal: AbortSignal) => Promise<any>} run
   * @param {(answer: any, question: any) => void} receive
   * @param {(error: Error, question: any) => void} fail
   * @param {{delay?: () => number, patience?: number}} [options] milliseconds
   */
  constructor(run, receive, fail, options = {}) {
    Object.assign(this, { run, receive, fail });
    this.delay = options.delay ?? (() => 0);
    this.patience = options.patience ?? 250;
    this.waiting = null;
    this.running = null;
    this.timer = 0;
  }

  /** Asks; an earlier question that waits is forgotten. */
  ask(question) {
    this.waiting = { question };
    clearTimeout(this.timer);
    this.timer = 0;
    const delay = this.delay();
    if (delay > 0) this.timer = setTimeout(() => this.#turn(), delay);
    else this.#turn();
  }

  /** Forgets what waits and cancels what runs. */
  cancel() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.waiting = null;
    this.running?.controller.abort();
    this.running = null;
  }

  /** Whether something runs or waits. */
  get isBusy() {
    return this.running !== null || this.waiting !== null;
  }

  #turn() {
    this.timer = 0;
    if (!this.waiting) return;
    if (this.running) {
      const left = this.running.started + this.patience - performance.now();
      if (left > 0) {
        this.timer = setTimeout(() => this.#turn(), left);
        return;
      }
      this.running.controller.abort();
    }
    const { question } = this.waiting;
    this.waiting = null;
    this.#start(question);
  }

  async #start(question) {
    const turn = { controller: new AbortController(), started: performance.now() };
    this.running = turn;
    let answer;
    let error = null;
    try {
      answer = await this.run(question, turn.controller.signal);
    } catch (reason) {
      error = reason;
    }
    if (this.running !== turn) return;
    this.running = null;
    /** How long the last answer took, in milliseconds. */
    this.took = performance.now() - turn.started;
    if (error) this.fail(error, question);
    else this.receive(answer, question);
    // Who waited for this one only is let in at once.
    if (this.waiting && this.delay() === 0) {
      clearTimeout(this.timer);
      this.#turn();
    }
  }
}
