import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { sideKeys } from "./battle-link.ts";
import { PageFrame } from "./components/page-frame.tsx";
import { readBattleUrl } from "./features/battle/battle-url.ts";
import { pageUrlReader } from "./page-url.ts";
import { BattlePage } from "./pages/battle-page.tsx";
import { BrokenPage } from "./pages/broken-page.tsx";
import { LoadingPage } from "./pages/loading-page.tsx";
import { MissingPage } from "./pages/missing-page.tsx";

const rootRoute = createRootRoute({ component: PageFrame, notFoundComponent: MissingPage });

/** The home page: its code comes with the first load. */
const battleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: BattlePage,
  validateSearch: readBattleUrl,
});

// Every other page loads its code, styles and texts when it is opened. To add one: its route here and in the list below,
// and its line in `components/navigation.ts`.

const countersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/counters",
  component: lazyRouteComponent(() => import("./pages/counters-page.tsx"), "CountersPage"),
  validateSearch: pageUrlReader([
    ...sideKeys("b"),
    ...(["from", "level", "upto", "type", "evolved", "kind", "game", "n"] as const),
  ]),
});

const bossesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/bosses",
  component: lazyRouteComponent(() => import("./pages/bosses-page.tsx"), "BossesPage"),
  validateSearch: pageUrlReader(["boss", "cell", "mine"]),
});

const matrixRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/matrix",
  component: lazyRouteComponent(() => import("./pages/matrix-page.tsx"), "MatrixPage"),
  validateSearch: pageUrlReader(["sort", "at", "vs", "z", "table"]),
});

const quizRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/quiz",
  component: lazyRouteComponent(() => import("./pages/quiz-page.tsx"), "QuizPage"),
  validateSearch: pageUrlReader(["game", "q", "said"]),
});

const pokedexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/pokedex",
  component: lazyRouteComponent(() => import("./pages/pokedex-page.tsx"), "PokedexPage"),
  validateSearch: pageUrlReader(["q", "type", "kind", "sort"]),
});

const pokemonRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/pokedex/$slug",
  component: lazyRouteComponent(() => import("./pages/pokemon-page.tsx"), "PokemonPage"),
  validateSearch: pageUrlReader(["vs", "learn"]),
});

const movesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/moves",
  component: lazyRouteComponent(() => import("./pages/moves-page.tsx"), "MovesPage"),
  validateSearch: pageUrlReader(["q", "type", "category", "sort"]),
});

const moveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/moves/$slug",
  component: lazyRouteComponent(() => import("./pages/move-page.tsx"), "MovePage"),
  validateSearch: pageUrlReader(["learn"]),
});

const typesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/types",
  component: lazyRouteComponent(() => import("./pages/types-page.tsx"), "TypesPage"),
  validateSearch: pageUrlReader(["at", "on", "set"]),
});

const sureRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sure",
  component: lazyRouteComponent(() => import("./pages/sure-page.tsx"), "SurePage"),
  validateSearch: pageUrlReader(["issues", "held"]),
});

const creditsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/credits",
  component: lazyRouteComponent(() => import("./pages/credits-page.tsx"), "CreditsPage"),
  validateSearch: pageUrlReader(["q"]),
});

const routeTree = rootRoute.addChildren([
  battleRoute,
  countersRoute,
  bossesRoute,
  pokedexRoute,
  pokemonRoute,
  movesRoute,
  moveRoute,
  typesRoute,
  matrixRoute,
  quizRoute,
  sureRoute,
  creditsRoute,
]);

/** The page's routes; the search part stays readable (`?a=pikachu&am=thunderbolt,quick-attack`). */
export function createPageRouter() {
  return createRouter({
    routeTree,
    basepath: import.meta.env.BASE_URL,
    defaultErrorComponent: BrokenPage,
    defaultPendingComponent: LoadingPage,
    defaultPreload: "intent",
    scrollRestoration: true,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: writeSearch,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}

function writeSearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === "string") params.set(key, value);
  }
  const text = params.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}
