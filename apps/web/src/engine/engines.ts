import { type Engine, startEngine } from "./engine.ts";

/** Built without a server (`build:static`): the facts are a file beside the page. */
export const IS_STATIC: boolean = import.meta.env.MODE === "static";

const DATA = `${import.meta.env.BASE_URL}data`;
const PATHS = IS_STATIC
  ? { factsUrl: `${DATA}/facts.json`, modelUrl: `${DATA}/model.bin` }
  : { factsUrl: "/api/v1/data/facts", modelUrl: "/api/v1/model/file" };

/** For quick answers, and for those that take a second: neither waits for the other. */
type EngineKind = "quick" | "deep";

const engines: { [Kind in EngineKind]?: Promise<Engine> } = {};
let ready: { [Kind in EngineKind]?: Engine } = {};

/** Where the facts and the model are, with which this device makes its answers. */
export function engineUrls(): { readonly factsUrl: string; readonly modelUrl: string } {
  const whole = (path: string) => new URL(path, location.href).href;
  return { factsUrl: whole(PATHS.factsUrl), modelUrl: whole(PATHS.modelUrl) };
}

/** The engine, started when first asked for; one that could not start is started again. */
export function engine(kind: EngineKind): Promise<Engine> {
  engines[kind] ??= startEngine(engineUrls()).then(
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
