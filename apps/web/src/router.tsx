import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { PageFrame } from "./components/page-frame.tsx";
import { readBattleUrl } from "./features/battle/battle-url.ts";
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

// Every other page loads its code, styles and texts when it is opened. To add one, here and in the list below:
//   const quizRoute = createRoute({
//     getParentRoute: () => rootRoute,
//     path: "/quiz",
//     component: lazyRouteComponent(() => import("./pages/quiz-page.tsx"), "QuizPage"),
//     validateSearch: pageUrlReader(["round"]),
//   });
// and its line in `components/navigation.ts`.

const routeTree = rootRoute.addChildren([battleRoute]);

/** The page's routes; the search part stays readable (`?a=pikachu&am=thunderbolt,quick-attack`). */
export function createPageRouter() {
  return createRouter({
    routeTree,
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
