/** What the queue in front of the engine allows itself and its jobs. */
export interface QueueLimits {
  /** Jobs under way at once: they wait for the network side by side, and take turns in the validator. */
  readonly parallel: number;
  /** Milliseconds for one job from its start. More than the network's own limit, so that only a hang gets here. */
  readonly jobMs: number;
  /** Milliseconds for the validator on one file. */
  readonly engineMs: number;
  /**
   * Milliseconds without work after which the Worker is ended and its memory freed: an idle one holds 60 to 110 MiB,
   * and a new one is ready within 150 ms.
   */
  readonly idleMs: number;
  /** Jobs waiting at most; a page cannot pile up more. */
  readonly waiting: number;
  /** Milliseconds an answer that nobody took is kept for whoever asks again. */
  readonly untakenMs: number;
}

export const QUEUE_LIMITS: QueueLimits = {
  parallel: 8,
  jobMs: 25_000,
  engineMs: 10_000,
  idleMs: 12_000,
  waiting: 1_000,
  untakenMs: 60_000,
};
