import type { Fronts } from '../../core/fronts.ts';
import type { FaultDriver, Ports } from '../../core/ports.ts';
import type { Need, needs } from './needs.ts';

/** The name of a function: its folder. */
export type FunctionName = keyof typeof needs;

type NeedOf<Name extends FunctionName> = (typeof needs)[Name][number];
type MethodsIn<All extends Need, Port extends string> = All extends `${Port}.${infer Method}`
  ? Method
  : never;
type PortIn<All extends Need> = All extends `${infer Port}.${string}` ? Port : never;

/** A driver of which only these methods may be called. */
export type PartOfDriver<Methods extends string> = Pick<FaultDriver, 'name' | 'lateEffectMs' | 'facts'> &
  Pick<FaultDriver, Methods & keyof FaultDriver>;

/** Of the ports, exactly what a function needs. */
export type PortsFor<Name extends FunctionName> = {
  readonly [Port in Exclude<PortIn<NeedOf<Name>>, 'faults'> & keyof Ports]: Pick<
    Ports[Port],
    MethodsIn<NeedOf<Name>, Port> & keyof Ports[Port]
  >;
} & {
  readonly [Front in PortIn<NeedOf<Name>> & keyof Fronts]: Pick<
    Fronts[Front],
    MethodsIn<NeedOf<Name>, Front> & keyof Fronts[Front]
  >;
} & ('faults' extends PortIn<NeedOf<Name>>
    ? { readonly faults: readonly PartOfDriver<MethodsIn<NeedOf<Name>, 'faults'>>[] }
    : unknown) &
  Pick<Ports, 'clock' | 'ids' | 'actor'>;

/** The ports of one function, from what it needs. That the rest is never asked for, the simulator proves. */
export const wire = <Name extends FunctionName>(_name: Name, ports: PortsFor<Name>): Ports & Fronts =>
  ({ holidays: noHolidays, faults: [], ...ports }) as unknown as Ports & Fronts;

// Their data are large; only what evaluates guards is given them.
const noHolidays: Ports['holidays'] = async () => {
  throw new Error('This function knows no public holidays');
};
