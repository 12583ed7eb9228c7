import { type Engine, startEngine } from "./engine.ts";

/** Built without a server (`build:static`): the facts are a file beside the page. */
export const IS_STATIC: boolean = import.meta.env.MODE === "static";

const FACTS_PATH = IS_STATIC ? `${import.meta.env.BASE_URL}data/facts.json` : "/api/v1/data/facts";

/** For quick answers, and for those that take a second: neither waits for the other. */
type EngineKind = "quick" | "deep";

const engines: { [Kind in EngineKind]?: Promise<Engine> } = {};
let ready: { [Kind in EngineKind]?: Engine } = {};

/** Where the facts are, with which this device makes its answers. */
export function factsUrl(): string {
  return new URL(FACTS_PATH, location.href).href;
}

/** The engine, started when first asked for; one that could not start is started again. */
export function engine(kind: EngineKind): Promise<Engine> {
  engines[kind] ??= startEngine(factsUrl()).then(
    (started) => {
      ready = { ...ready, [kind]: started };
      return started;
    },
    (error: unknown) => {
      delete engines[kind];
      throw error;
    },
  );
  return engines[kind];
}

/** The engine where it can answer now. */
export function readyEngine(kind: EngineKind): Engine | undefined {
  return ready[kind];
}

/** Starts the quick engine once the page has been painted and has nothing better to do. */
export function startEngineWhenIdle(): void {
  const start = () => void engine("quick").catch(() => undefined);
  if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 4000 });
  else setTimeout(start, 1500);
}
