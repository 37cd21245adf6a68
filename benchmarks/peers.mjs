// Reads one body with one of the npm packages that read issue forms, ROUNDS times, and prints the milliseconds of each.
//
//     node peers.mjs FOLDER PACKAGE FORM BODY ROUNDS
//
// FOLDER is where the packages are installed. A package that fails on the body prints "failed".

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder, name, formPath, bodyPath, rounds] = process.argv.slice(2)
const form = readFileSync(formPath, 'utf8')
const body = readFileSync(bodyPath, 'utf8')

async function load(path) {
  return import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(path)))
}

// probot-issue-form asks GitHub for the forms: this context answers from the file.
function context() {
  const files = [{ name: 'form.yml', download_url: 'form.yml' }]
  const octokit = { repos: { getContent: async () => ({ data: files }) }, request: async () => ({ data: form }) }
  const issue = { body: body.replaceAll('- [x]', '- [X]') }
  const repository = { name: 'r', owner: { login: 'o' } }
  return { octokit, payload: { issue, repository }, log: { debug() {} } }
}

const readers = {
  '@github/issue-parser': async () => {
    const { parseIssue } = await load('@github/issue-parser')
    return () => parseIssue(body, form)
  },
  '@operate-first/probot-issue-form': async () => {
    const { parse } = await load('@operate-first/probot-issue-form/lib/parser.js')
    return () => parse(context())
  },
  '@zentered/issue-forms-body-parser': async () => {
    const { default: parse } = await load('@zentered/issue-forms-body-parser')
    return () => parse(body)
  },
}

const read = await readers[name]()
try {
  for (let round = 0; round < Number(rounds); round++) {
    const begun = performance.now()
    await read()
    console.log(performance.now() - begun)
  }
} catch {
  console.log('failed')
}
