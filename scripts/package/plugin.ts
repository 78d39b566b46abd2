import { join, relative } from 'node:path';
import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { askGuard } from './ask-guard.ts';
import { bundleFunctions, bundlesIn, filesOf } from './bundle.ts';
import { consentCondition } from './consent.ts';
import { guardEverything } from './guard-everything.ts';
import { brokenRules } from './rules.ts';
import type { Template } from './template.ts';

/** What the Serverless Framework hands a plugin, as far as this one looks. */
type Serverless = {
  readonly serviceDir: string;
  readonly processedInput: { readonly commands: readonly string[] };
  readonly service: {
    readonly functions: Readonly<Record<string, { package?: { artifact?: string } }>>;
    readonly provider: { compiledCloudFormationTemplate: Template };
  };
  getProvider(name: 'aws'): { getStage(): string; getAwsSdkV3Config(): Promise<LambdaClientConfig> };
  readonly pluginManager: { readonly plugins: readonly (object | Packer)[] };
};

/** The framework's own plugin that makes zips: reproducible ones, every entry dated 1970. */
type Packer = { zipFiles(files: readonly string[], zip: string): Promise<string> };

/**
 * Bundles, packs, and refuses what breaks a rule, so that `serverless deploy` is the only command. Removes nothing while
 * something is open.
 */
class Firedrill {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;
  readonly configurationVariablesSources = { consent: consentCondition };

  constructor(serverless: Serverless) {
    const bundles = begun(serverless);
    this.hooks = {
      'before:package:createDeploymentArtifacts': () => pack(serverless, bundles),
      'after:aws:package:finalize:mergeCustomProviderResources': async () => finish(serverless),
      'before:remove:remove': async () => {
        const aws = serverless.getProvider('aws');
        await askGuard(new LambdaClient(await aws.getAwsSdkV3Config()), aws.getStage());
      },
    };
  }
}

// The bundles need nothing of what the framework reads first, and it has one core busy with that.
const begun = ({ serviceDir, processedInput: { commands } }: Serverless): Promise<void> | undefined => {
  const bundles = ['package', 'deploy'].includes(commands[0] ?? '') ? bundleFunctions(serviceDir) : undefined;
  // Whether they succeed is heard where they are waited for.
  bundles?.catch(() => undefined);
  return bundles;
};

// Left alone, the framework walks the whole tree once per function, node_modules included.
const pack = async (
  { serviceDir, service, pluginManager }: Serverless,
  bundles: Promise<void> | undefined,
): Promise<void> => {
  await (bundles ?? bundleFunctions(serviceDir));
  const packer = pluginManager.plugins.find((plugin): plugin is Packer => 'zipFiles' in plugin);
  if (packer === undefined) throw new Error('This version of osls packs zips in another way: use 4.3.1');
  for (const [name, configuration] of Object.entries(service.functions)) {
    const files = filesOf(join(bundlesIn(serviceDir), name)).map((file) => relative(serviceDir, file));
    configuration.package = { artifact: await packer.zipFiles(files, `${name}.zip`) };
  }
};

const finish = ({ service: { provider } }: Serverless): void => {
  provider.compiledCloudFormationTemplate = guardEverything(provider.compiledCloudFormationTemplate);
  const broken = brokenRules(provider.compiledCloudFormationTemplate);
  if (broken.length > 0) throw new Error(`The template breaks rules:\n${broken.join('\n')}`);
};

// The framework is CommonJS: this is what it gets for requiring this module.
export { Firedrill as 'module.exports' };
