import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Fold } from "../../../components/fold.tsx";

interface FoldedOnPhoneProps {
  readonly title: string;
  /** What is chosen, told while it is folded away. */
  readonly note: string;
  readonly children: ReactNode;
}

/** Fields that stand beside the answers on a wide page; on a narrow one they would stand before them, so they are folded away. */
export function FoldedOnPhone({ title, note, children }: FoldedOnPhoneProps) {
  const isWide = useMediaQuery("(min-width: 62em)", false, { getInitialValueInEffect: false });
  if (isWide) return children;
  return (
    <Fold title={title} note={note}>
      {children}
    </Fold>
  );
}
