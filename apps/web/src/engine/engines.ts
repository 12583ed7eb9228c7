import { afterLoad } from "../after-load.ts";
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

/** How long the page is left alone after it has loaded. */
const LATER_MS = 4000;

/** Starts the quick engine when the page has nothing better to do: the battle page says so once its first answer is there. */
export function startEngineWhenIdle(): void {
  const start = () => void engine("quick").catch(() => undefined);
  if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: LATER_MS });
  else setTimeout(start, LATER_MS);
}

/** The same on any page, a while after it has loaded. */
export function startEngineLater(): void {
  afterLoad(LATER_MS, startEngineWhenIdle);
}
