import { BoxPanel } from "../features/box/components/box-panel.tsx";
import { Counters } from "../features/counters/components/counters.tsx";

/** Who does best against an opponent. */
export function CountersPage() {
  return <Counters boxPanel={<BoxPanel />} />;
}
