import { Bosses } from "../features/bosses/components/bosses.tsx";
import { BoxPanel } from "../features/box/components/box-panel.tsx";

/** Plans against gym leaders, the Elite Four and the Champion. */
export function BossesPage() {
  return <Bosses boxPanel={<BoxPanel />} />;
}
