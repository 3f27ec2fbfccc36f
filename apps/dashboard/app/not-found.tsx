import { paths } from '../lib/paths.ts'

export default function NotFoundPage() {
  return (
    <main className="mx-auto flex h-dvh max-w-[480px] flex-col items-center justify-center gap-3 p-6 text-center">
      <h1 className="text-[20px] font-semibold">There is nothing at this address</h1>
      <p className="text-(--quiet)">It may have been moved or deleted, or the link is not complete.</p>
      <a href={paths.chat()} className="text-(--accent) underline">
        Go to the chat
      </a>
    </main>
  )
}
