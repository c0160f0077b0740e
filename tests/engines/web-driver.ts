import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { webKitDriverPath, webKitPath } from './engines.ts';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const port = 17_888;

/** One WebKit window, driven over the W3C WebDriver protocol. */
export interface WebKitWindow {
  open(url: string): Promise<void>;
  /** Waits until an expression is true in the page; throws after 20 seconds. */
  until(expression: string): Promise<void>;
  /** Waits for the element a CSS selector finds, with this text if one is given; throws after 20 seconds. */
  find(selector: string, text?: string): Promise<Found>;
  close(): Promise<void>;
}

export interface Found {
  click(): Promise<void>;
  /** Types into it; a file input takes the path of a file. */
  type(text: string): Promise<void>;
}

/** Starts Debian's WebKitGTK, the nearest to an iPad's Safari a Debian machine has. Needs an X display. */
export async function openWebKit(): Promise<WebKitWindow> {
  const driver = spawn(webKitDriverPath, [`--port=${port}`], { stdio: 'ignore' });
  const command = commandsOf(`http://127.0.0.1:${port}`);
  await untilReady(command);
  const { sessionId } = await command<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        acceptInsecureCerts: true,
        'webkitgtk:browserOptions': {
          binary: webKitPath,
          args: ['--automation', '--features=StorageAPI,StorageAPIEstimate,FileSystem,AccessHandle'],
        },
      },
    },
  });
  const at = `/session/${sessionId}`;
  await command('POST', `${at}/window/rect`, { width: 820, height: 1180 });
  return {
    open: (url) => command('POST', `${at}/url`, { url }),
    async until(expression) {
      const isTrue = () => runIn<boolean>(`return ${expression};`, [], at, command);
      if ((await patiently(isTrue)) !== true) throw new Error(`It never came true: ${expression}`);
    },
    find: (selector, text) => find(selector, text, at, command),
    async close() {
      await command('DELETE', at);
      driver.kill();
    },
  };
}

type Command = <Value>(method: string, path: string, body?: object) => Promise<Value>;

function commandsOf(base: string): Command {
  return async (method, path, body) => {
    const sent = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(base + path, sent);
    const { value } = (await response.json()) as { value: never };
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

async function untilReady(command: Command): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await command('GET', '/status');
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await setTimeout(100);
    }
  }
}

/** Asks until the answer is a yes, for 20 seconds; returns the last answer. */
async function patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer || Date.now() > deadline) return answer;
    await setTimeout(50);
  }
}

function runIn<Value>(
  script: string,
  args: readonly unknown[],
  at: string,
  command: Command,
): Promise<Value> {
  return command('POST', `${at}/execute/sync`, { script, args });
}

const findByText = `const [selector, text] = arguments;
  const isIt = (one) => text === null || one.textContent.replace(/\\s+/g, ' ').includes(text);
  return [...document.querySelectorAll(selector)].find(isIt) ?? null;`;

async function find(
  selector: string,
  text: string | undefined,
  at: string,
  command: Command,
): Promise<Found> {
  const look = () => runIn<Record<string, string> | null>(findByText, [selector, text ?? null], at, command);
  const id = (await patiently(look))?.[elementKey];
  if (id === undefined) {
    const shown = await runIn<string>('return document.body.innerText;', [], at, command);
    throw new Error(`There is no ${selector} ${text ?? ''}. The page says: ${shown}`);
  }
  return {
    click: () => command('POST', `${at}/element/${id}/click`, {}),
    type: (typed) => command('POST', `${at}/element/${id}/value`, { text: typed }),
  };
}
