export { type LocalTime, presenceAt } from './hours.ts'
export { routes } from './routes.ts'
