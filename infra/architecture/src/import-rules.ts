import type { IForbiddenRuleType } from 'dependency-cruiser';
import type { Project } from './read-projects.js';
import {
  LAYERS,
  type Layer,
  LIGHT_DOORS,
  LIGHT_LAYERS,
  PURE_LAYERS,
  TEST_CODE,
  TEST_LAYERS,
  TEST_RUNNING_LAYERS,
  VENDORS,
  type VendorRule,
} from './rules.js';

/** Folders a workspace package can lie in; anything of ours that is imported resolves below one. */
const OURS = '^(apps|libs|infra)/';

/** The table as dependency-cruiser rules. Paths in it are regular expressions over resolved files. */
export function importRules(projects: readonly Project[]): IForbiddenRuleType[] {
  return [
    ...projects.flatMap((project) => [
      directionRule(project, projects, { tests: false }),
      directionRule(project, projects, { tests: true }),
      byNameRule(project),
    ]),
    ...inLayers(projects, PURE_LAYERS).map(pureRule),
    ...inLayers(projects, LIGHT_LAYERS).map((project) => lightRule(project, projects)),
    ...VENDORS.map(vendorRule),
    testsDoNotShipRule(projects),
    { name: 'no-import-cycles', from: { path: OURS }, to: { circular: true } },
    { name: 'resolvable-imports', from: { path: OURS }, to: { couldNotResolve: true } },
  ];
}

/** The projects of the given layers. */
export function inLayers(projects: readonly Project[], layers: readonly Layer[]): Project[] {
  return projects.filter((project) => layers.includes(project.layer));
}

function directionRule(
  project: Project,
  projects: readonly Project[],
  { tests }: { readonly tests: boolean },
): IForbiddenRuleType {
  const open = inLayers(projects, [...LAYERS[project.layer], ...(tests ? TEST_LAYERS : [])]);
  return {
    name: 'direction-of-knowledge',
    from: tests
      ? { path: TEST_CODE, pathNot: outside(project) }
      : { path: below(project), pathNot: TEST_CODE },
    to: { path: OURS, pathNot: [project, ...open].map((target) => below(target)) },
  };
}

/** Another package is reached through its exports, so that a package can be moved and built alone. */
function byNameRule(project: Project): IForbiddenRuleType {
  return {
    name: 'packages-by-name',
    from: { path: below(project) },
    to: { path: OURS, pathNot: below(project), dependencyTypes: ['local'] },
  };
}

function pureRule(project: Project): IForbiddenRuleType {
  return {
    name: 'pure-layers-import-nothing',
    from: { path: below(project, 'src/'), pathNot: TEST_CODE },
    to: { pathNot: below(project) },
  };
}

function lightRule(project: Project, projects: readonly Project[]): IForbiddenRuleType {
  const checks = inLayers(projects, ['checks']);
  return {
    name: 'checks-by-definition-only',
    from: { path: below(project), pathNot: TEST_CODE },
    to: {
      path: checks.map((target) => below(target)),
      pathNot: checks.flatMap((target) => LIGHT_DOORS.map((door) => `${below(target, 'src/')}${door}$`)),
    },
  };
}

function vendorRule({ packages, folders }: VendorRule): IForbiddenRuleType {
  return {
    name: 'vendors-in-their-folder',
    from: { path: OURS, pathNot: [TEST_CODE, ...folders.map((folder) => `^${literal(folder)}`)] },
    to: { path: packages.map(packagePattern) },
  };
}

function testsDoNotShipRule(projects: readonly Project[]): IForbiddenRuleType {
  const running = inLayers(projects, TEST_RUNNING_LAYERS);
  return {
    name: 'tests-do-not-ship',
    from: { path: OURS, pathNot: [TEST_CODE, ...running.map((project) => below(project))] },
    to: { path: TEST_CODE },
  };
}

/** Matches a resolved file of a package, and its bare name when it could not be resolved. */
export function packagePattern(name: string): string {
  return `(^|/node_modules/|^node_modules/)${literal(name)}${name.endsWith('/') ? '' : '(/|$)'}`;
}

/** Every file that is not the project's. */
function outside(project: Project): string {
  return `^(?!${literal(`${project.folder}/`)})`;
}

function below(project: Project, inside = ''): string {
  return `^${literal(`${project.folder}/${inside}`)}`;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
