import { InvalidDefinition, type Problem } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Sources } from '../jsonata/functions.ts';
import { MAX_SECONDS } from '../limits.ts';
import type { Machine } from '../machine.ts';
import { type Context, complain, numberField, textField } from './context.ts';
import { compileGraph } from './graph.ts';
import { substitute } from './substitute.ts';

/** Compile a definition once, expressions included; throws InvalidDefinition with every problem at once. */
export const compileMachine = (
  name: string,
  definition: unknown,
  substitutions: Readonly<Record<string, string>>,
  sources: Sources,
): Machine => {
  const problems: Problem[] = [];
  const report = (pointer: string, message: string) => {
    problems.push({ pointer, message });
  };
  const filled = substitute(definition, substitutions, report);
  if (!isObject(filled))
    throw new InvalidDefinition([{ pointer: '', message: 'A definition must be an object' }]);
  const nothing = new Set<string>();
  const { QueryLanguage: language = 'JSONPath' } = filled;
  const machineLanguage = language === 'JSONata' ? 'JSONata' : 'JSONPath';
  const context: Context = {
    sources,
    machineLanguage,
    outerNames: nothing,
    ownNames: nothing,
    report,
    graph: compileGraph,
  };
  const part = { fields: filled, pointer: '', context };
  if (language !== machineLanguage)
    complain(part, 'QueryLanguage', "QueryLanguage must be 'JSONata' or 'JSONPath'");
  const version = textField(part, 'Version');
  if (version !== undefined && version !== '1.0') complain(part, 'Version', "Version must be '1.0'");
  const timeoutSeconds = numberField(part, 'TimeoutSeconds', { min: 1, max: MAX_SECONDS, integer: true });
  const graph = compileGraph(filled, '', context, ['QueryLanguage', 'Version', 'TimeoutSeconds']);
  if (problems.length > 0) throw new InvalidDefinition(problems);
  return { name, graph, timeoutSeconds };
};
